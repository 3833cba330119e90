package io.vedette.testing.notes;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Text;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes what no note has in its query. */
@Component
final class NumbersApi implements Api {
    record Given(
            @Nullable Double ratio,
            @Nullable Integer count,
            @Nullable List<String> tags) {}

    private final Operation<Given, Text> read = operation("readNumbers", "Say which tags were given")
            .callers(ANYONE)
            .takes(Given.class)
            .gives(Text.class)
            .by(call ->
                    Mono.just(new Text("text/plain", String.valueOf(call.input().tags()))));

    @Override
    public RouteGroup routes() {
        return at("/numbers", PROBLEM, get("", read));
    }
}
