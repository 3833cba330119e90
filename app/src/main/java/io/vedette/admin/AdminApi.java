package io.vedette.admin;

import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.OPERATOR;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.delete;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;
import static io.vedette.storage.StorageProblem.STORAGE_UNAVAILABLE;

import io.vedette.platform.operation.Call;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.Assets;
import io.vedette.platform.web.RouteGroup;
import io.vedette.storage.SignedUrls;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the operator's page shows and does, and the page. */
@Component
class AdminApi implements Api {
    private static final String BASE = "/admin";

    private final Operation<AnnounceObject, Made<AdminUpload>> announce;
    private final Operation<ListObjects, Page<AdminObject>> list;
    private final Operation<RemoveObject, Void> remove;
    private final Operation<Nothing, Figures> figures;

    AdminApi(AdminObjects objects, LiveFigures live, JsonMapper json) {
        announce = operation("announceObject", "Announce an object, and learn how it is uploaded")
                .callers(OPERATOR)
                .takes(AnnounceObject.class)
                .makes(AdminUpload.class)
                .mayFail(STORAGE_UNAVAILABLE)
                .idempotent((call, kept) -> signedAnew(objects, json, call, kept))
                .by(call -> objects.announce(call.input()));
        list = operation("listObjects", "List all objects of the store, in the order of their keys")
                .callers(OPERATOR)
                .takes(ListObjects.class)
                .lists(AdminObject.class)
                .mayFail(STORAGE_UNAVAILABLE)
                .by(call -> objects.list(call.input(), call.page()));
        remove = operation("removeObject", "Remove an object, and what is known of it")
                .callers(OPERATOR)
                .takes(RemoveObject.class)
                .does()
                .mayFail(NOT_FOUND, STORAGE_UNAVAILABLE)
                .by(call -> objects.remove(call.input().objectKey()));
        figures = operation("readFigures", "See how the server does just now")
                .callers(OPERATOR)
                .gives(Figures.class)
                .by(_ -> live.now());
    }

    private static Mono<ObjectNode> signedAnew(
            AdminObjects objects, JsonMapper json, Call<AnnounceObject> call, ObjectNode kept) {
        return objects.sign(kept.path("objectKey").stringValue(), call.input())
                .map(url -> kept.put("uploadUrl", url.url()).set("expiresAt", json.valueToTree(url.expiresAt())));
    }

    @Override
    public RouteGroup routes() {
        return at(
                BASE,
                PROBLEM,
                post("/upload-url", announce),
                get("/objects", list),
                delete("/object", remove),
                get("/figures", figures));
    }

    /** It uploads to the store itself, wherever browsers find that. */
    @Bean
    static Assets adminPage(SignedUrls urls) {
        return Assets.ofOurs(BASE, "pages/admin", OPERATOR, List.of(urls.origin()));
    }
}
