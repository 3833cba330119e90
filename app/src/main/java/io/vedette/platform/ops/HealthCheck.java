package io.vedette.platform.ops;

import reactor.core.publisher.Mono;

/** One thing that the server needs or does, and whether it is well; always answers soon and never fails. */
public interface HealthCheck {
    String name();

    Mono<Health> check();
}
