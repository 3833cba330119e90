package io.vedette.platform.bus;

import reactor.core.publisher.Mono;

/** Who acts on facts, and must not miss one for long, finds out without them while the bus is unwell. */
public interface CatchUp {
    Mono<Void> catchUp();
}
