package io.vedette.identity.operator;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder;
import io.vedette.platform.operation.CallerKind;
import io.vedette.platform.operation.Credentials;
import io.vedette.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows the operator by name and password (HTTP Basic), which a browser sends by itself once it has them. */
@Component
@Order(10)
final class OperatorFinder implements CallerFinder {
    private final Optional<String> login;
    private final String name;

    OperatorFinder(OperatorSettings settings) {
        this.name = String.valueOf(settings.username());
        this.login = Optional.ofNullable(settings.password()).map(password -> name + ":" + password);
    }

    @Override
    public Mono<Optional<Found>> find(Credentials credentials) {
        return Mono.fromSupplier(() -> credentials
                .authorization("Basic")
                .flatMap(OperatorFinder::decoded)
                .filter(shown ->
                        login.filter(right -> Secrets.same(right, shown)).isPresent())
                .map(_ -> new Found(new Caller.Operator(name), true, List.of())));
    }

    @Override
    public Set<CallerKind> rulesOut() {
        return login.isPresent() ? Set.of() : Set.of(CallerKind.OPERATOR);
    }

    private static Optional<String> decoded(String shown) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(shown), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
