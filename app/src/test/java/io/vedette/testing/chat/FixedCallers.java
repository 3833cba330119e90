package io.vedette.testing.chat;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder;
import io.vedette.platform.operation.Credentials;
import io.vedette.testing.MadeUpDevices;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code fixed-17} is the seventeenth camera. The first to be asked. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FixedCallers implements CallerFinder {
    private static final String PREFIX = "fixed-";
    private static final Pattern KNOWN = Pattern.compile(PREFIX + "[0-9]{1,12}");

    private final MadeUpDevices devices;

    FixedCallers(MadeUpDevices devices) {
        this.devices = devices;
    }

    @Override
    public Mono<Optional<Found>> find(Credentials credentials) {
        return Mono.justOrEmpty(credentials.authorization("Bearer"))
                .filter(token -> KNOWN.matcher(token).matches())
                .flatMap(token -> devices.exist(new Found(camera(token), false)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static Caller camera(String token) {
        return new Caller.Camera(new UUID(0, Long.parseLong(token.substring(PREFIX.length()))), token, 1);
    }
}
