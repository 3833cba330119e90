package io.vedette.shape.bad;

import java.util.logging.Logger;

public final class LogsByHand {
    private LogsByHand() {}

    static void hello() {
        Logger.getLogger("hello").info("hello");
    }
}
