package io.vedette.shape.bad;

import io.vedette.platform.MayWait;
import reactor.core.publisher.Mono;

public final class Excused {
    private Excused() {}

    @MayWait("a feature that finds itself important")
    static String now(Mono<String> later) {
        return String.valueOf(later.block());
    }
}
