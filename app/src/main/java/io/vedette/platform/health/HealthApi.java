package io.vedette.platform.health;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Answer;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.ops.Health.Status;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Health over HTTP: 200 while it holds, 503 when it doesn't. */
@Component
final class HealthApi implements Api {
    private final Operation<Nothing, Answer<HealthReport>> overall;
    private final Operation<Nothing, Answer<HealthReport>> live;
    private final Operation<Nothing, Answer<HealthReport>> ready;

    HealthApi(HealthService health) {
        overall = operation("readHealth", "Tell how the server and what it needs are")
                .callers(ANYONE)
                .answers(HealthReport.class, 200, 503)
                .by(_ -> health.overall().map(HealthApi::answer));
        live = operation("readLiveness", "Tell that the process answers")
                .callers(ANYONE)
                .answers(HealthReport.class, 200, 503)
                .by(_ -> Mono.fromSupplier(health::alive).map(HealthApi::answer));
        ready = operation("readReadiness", "Tell whether traffic may come")
                .callers(ANYONE)
                .answers(HealthReport.class, 200, 503)
                .by(_ -> health.ready().map(HealthApi::answer));
    }

    @Override
    public RouteGroup routes() {
        return at("/health", PROBLEM, get("", overall), get("/live", live), get("/ready", ready))
                .unlimited();
    }

    private static Answer<HealthReport> answer(HealthReport report) {
        return new Answer<>(report.status() == Status.DOWN ? 503 : 200, report);
    }
}
