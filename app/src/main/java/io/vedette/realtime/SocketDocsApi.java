package io.vedette.realtime;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import io.vedette.platform.web.WebSettings;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document of all that is said over sockets. */
@Component
final class SocketDocsApi implements Api {
    private final Operation<Nothing, JsonNode> asyncApi;

    SocketDocsApi(SocketEvents events, BuildProperties build, WebSettings web, JsonMapper json) {
        Mono<JsonNode> document = Mono.fromSupplier(() -> {
                    JsonNode folded = json.valueToTree(
                            AsyncApiDocument.of(events.all(), String.valueOf(build.getVersion()), web.baseUrl()));
                    return folded;
                })
                .cache();
        asyncApi = operation("readAsyncApi", "Read the document of the sockets")
                .callers(ANYONE)
                .gives(JsonNode.class)
                .by(_ -> document);
    }

    @Override
    public RouteGroup routes() {
        return at("/asyncapi.json", PROBLEM, get("", asyncApi)).unlimited();
    }
}
