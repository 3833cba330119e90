package io.vedette.platform.web;

import io.micrometer.common.KeyValue;
import java.util.Objects;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** Traces name a call by its route: what else stands in a path may open an account. */
@Component
final class TracedCalls extends DefaultServerRequestObservationConvention {
    @Override
    protected KeyValue httpUrl(ServerRequestObservationContext context) {
        String route = context.getPathPattern();
        return KeyValue.of("http.url", Objects.requireNonNullElse(route, KeyValue.NONE_VALUE));
    }
}
