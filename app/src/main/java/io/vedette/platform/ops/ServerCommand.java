package io.vedette.platform.ops;

import reactor.core.publisher.Mono;

/** Something an operator asks for once: the server starts without listening, does it, says so in one line and ends. */
public interface ServerCommand {
    /** As typed, such as {@code --rotate-signing-key}. */
    String flag();

    String about();

    Mono<String> run();
}
