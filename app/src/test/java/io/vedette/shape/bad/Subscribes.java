package io.vedette.shape.bad;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

public final class Subscribes {
    private Subscribes() {}

    static Disposable to(Mono<String> something) {
        return something.subscribe();
    }
}
