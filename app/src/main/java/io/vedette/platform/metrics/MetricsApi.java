package io.vedette.platform.metrics;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.CallerKind.MONITOR;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.RouteGroup.at;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Text;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The metrics, as Prometheus reads them. */
@Component
final class MetricsApi implements Api {
    private static final String PROMETHEUS_TEXT = "text/plain;version=0.0.4;charset=utf-8";

    private final Operation<Nothing, Text> read;

    MetricsApi(PrometheusMeterRegistry metrics, MetricsSettings settings) {
        read = operation("readMetrics", "Read all metrics in Prometheus' text format")
                .callers(settings.metricsToken() == null ? ANYONE : MONITOR)
                .gives(Text.class)
                .by(_ -> Mono.fromCallable(metrics::scrape)
                        .subscribeOn(Schedulers.boundedElastic()) // long, and some gauges ask the kernel
                        .map(content -> new Text(PROMETHEUS_TEXT, content)));
    }

    @Override
    public RouteGroup routes() {
        return at("/metrics", PROBLEM, get("", read)).unlimited();
    }
}
