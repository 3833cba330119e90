package io.vedette.shape.bad;

import java.time.Clock;

public final class MakesClock {
    private MakesClock() {}

    static Clock own() {
        return Clock.systemUTC();
    }
}
