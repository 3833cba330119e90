package io.vedette.testing.notes;

import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder;
import io.vedette.platform.operation.Credentials;
import io.vedette.testing.MadeUpDevices;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Believes whoever says who they are: {@code user-ada}, {@code camera-…}, {@code client-…}, a cookie, or ops:ops. */
@Component
@Order(1000)
final class NoteCallers implements CallerFinder {
    private final MadeUpDevices devices;

    NoteCallers(MadeUpDevices devices) {
        this.devices = devices;
    }

    @Override
    public Mono<Optional<Found>> find(Credentials credentials) {
        return Mono.defer(() -> Mono.justOrEmpty(found(credentials)))
                .flatMap(devices::exist)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static Optional<Found> found(Credentials credentials) {
        return credentials
                .authorization("Bearer")
                .map(token -> new Found(bearer(token), false))
                .or(() -> credentials.authorization("Basic").map(given -> new Found(operator(given), true)))
                .or(() -> Optional.ofNullable(credentials.cookies().get("test.session"))
                        .map(user -> new Found(new Caller.User(user, "cookie"), true)));
    }

    private static Caller bearer(String token) {
        String who = token.substring(token.indexOf('-') + 1);
        return switch (token.replaceFirst("-.*", "")) {
            case "user" -> new Caller.User(who, "session");
            case "camera" -> new Caller.Camera(id(who), "ada", 1);
            case "client" -> new Caller.Client(id(who), "ada", 1);
            default -> throw UNAUTHENTICATED.because("No such token");
        };
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw UNAUTHENTICATED.because("No such token");
        }
    }

    private static Caller operator(String given) {
        byte[] expected = Base64.getEncoder().encode("ops:ops".getBytes(StandardCharsets.UTF_8));
        if (given.equals(new String(expected, StandardCharsets.UTF_8))) {
            return new Caller.Operator("ops");
        }
        throw UNAUTHENTICATED.because("No such operator");
    }
}
