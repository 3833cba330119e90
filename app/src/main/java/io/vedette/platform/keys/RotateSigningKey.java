package io.vedette.platform.keys;

import io.vedette.platform.ops.ServerCommand;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Adds the next signing key; run twice, it adds one. */
@Component
final class RotateSigningKey implements ServerCommand {
    private final SigningKeys keys;

    RotateSigningKey(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public String flag() {
        return "--rotate-signing-key";
    }

    @Override
    public String about() {
        return "adds the next signing key";
    }

    @Override
    public Mono<String> run() {
        return keys.rotate()
                .map(added -> added.map(key ->
                                "Added signing key %s, which signs from %s".formatted(key.kid(), key.signsFrom()))
                        .orElse("Added nothing: a new signing key is already waiting for its time"));
    }
}
