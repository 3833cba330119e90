package io.vedette.shape.bad;

import reactor.core.publisher.Mono;

public final class Blocks {
    private Blocks() {}

    static String now(Mono<String> later) {
        return String.valueOf(later.block());
    }
}
