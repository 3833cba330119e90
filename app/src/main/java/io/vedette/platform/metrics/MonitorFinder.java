package io.vedette.platform.metrics;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.CallerFinder;
import io.vedette.platform.operation.Credentials;
import io.vedette.platform.secrets.Secrets;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows the metrics token. It is asked first, as the others would refuse a bearer token they don't know. */
@Component
@Order(0)
final class MonitorFinder implements CallerFinder {
    private final Optional<String> token;

    MonitorFinder(MetricsSettings settings) {
        this.token = Optional.ofNullable(settings.metricsToken());
    }

    @Override
    public Mono<Optional<Found>> find(Credentials credentials) {
        return Mono.fromSupplier(() -> credentials
                .authorization("Bearer")
                .filter(shown ->
                        token.filter(right -> Secrets.same(right, shown)).isPresent())
                .map(_ -> new Found(new Caller.Monitor(), false)));
    }
}
