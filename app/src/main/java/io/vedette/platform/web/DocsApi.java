package io.vedette.platform.web;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document of all that is offered over HTTP, and the page that shows it. */
@Component
class DocsApi implements Api {
    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.34.1";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final Operation<Nothing, JsonNode> openApi;

    /** The other APIs are asked for when the document is, not before: this is one of them. */
    DocsApi(ObjectProvider<Api> apis, BuildProperties build, JsonMapper json) {
        Mono<JsonNode> document = Mono.fromSupplier(() -> {
                    List<RouteGroup> groups =
                            apis.orderedStream().map(Api::routes).toList();
                    JsonNode folded = json.valueToTree(OpenApiDocument.of(groups, String.valueOf(build.getVersion())));
                    return folded;
                })
                .cache();
        openApi = operation("readOpenApi", "Read this document")
                .callers(ANYONE)
                .gives(JsonNode.class)
                .by(_ -> document);
    }

    @Override
    public RouteGroup routes() {
        return at("/openapi.json", PROBLEM, get("", openApi)).unlimited();
    }

    @Bean
    static Assets docsPage() {
        return new Assets("/docs", List.of("pages/docs", SWAGGER_UI), POLICY, ANYONE);
    }
}
