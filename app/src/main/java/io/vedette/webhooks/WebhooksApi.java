package io.vedette.webhooks;

import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.delete;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.patch;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Call;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** What people do with their webhooks. */
@Component
final class WebhooksApi implements Api {
    private final WebhookService webhooks;
    private final Operation<MakeWebhook, Made<NewWebhook>> make;
    private final Operation<Nothing, Page<Webhook>> list;
    private final Operation<WebhookAt, Webhook> read;
    private final Operation<PatchWebhook, Webhook> patch;
    private final Operation<WebhookAt, Void> remove;
    private final Operation<WebhookAt, Made<NewSecret>> rotate;

    WebhooksApi(WebhookService webhooks) {
        this.webhooks = webhooks;
        make = operation("makeWebhook", "Be told over HTTP what happens, and get the secret that it is signed with")
                .callers(USER)
                .takes(MakeWebhook.class)
                .makes(NewWebhook.class)
                .mayFail(NOT_FOUND, QUOTA_EXCEEDED)
                .idempotent((call, kept) -> withSecret(call, idOf(kept), kept))
                .by(call -> webhooks.make(call.user(), call.input()));
        list = operation("listWebhooks", "List one's webhooks, newest first")
                .callers(USER)
                .lists(Webhook.class)
                .by(call -> webhooks.list(call.user(), call.page()));
        read = operation("readWebhook", "Read one webhook")
                .callers(USER)
                .takes(WebhookAt.class)
                .gives(Webhook.class)
                .mayFail(NOT_FOUND)
                .by(call -> webhooks.find(call.user(), call.input().webhookId()));
        patch = operation("patchWebhook", "Change a webhook, disable it or have it told again")
                .callers(USER)
                .takes(PatchWebhook.class)
                .gives(Webhook.class)
                .mayFail(NOT_FOUND)
                .by(call -> webhooks.patch(call.user(), call.input()));
        remove = operation("removeWebhook", "Remove a webhook with all of its deliveries")
                .callers(USER)
                .takes(WebhookAt.class)
                .does()
                .mayFail(NOT_FOUND)
                .by(call -> webhooks.remove(call.user(), call.input().webhookId()));
        rotate = operation("renewWebhookSecret", "Get a new secret; the old one signs beside it for a day")
                .callers(USER)
                .takes(WebhookAt.class)
                .makes(NewSecret.class)
                .mayFail(NOT_FOUND)
                .idempotent((call, kept) -> withSecret(call, call.input().webhookId(), kept))
                .by(call -> webhooks.rotate(call.user(), call.input().webhookId()));
    }

    @Override
    public RouteGroup routes() {
        return at(
                "/webhooks",
                PROBLEM,
                post("", make),
                get("", list),
                get("/{webhookId}", read),
                patch("/{webhookId}", patch),
                delete("/{webhookId}", remove),
                post("/{webhookId}/secret", rotate));
    }

    private Mono<ObjectNode> withSecret(Call<?> call, UUID webhook, ObjectNode kept) {
        return webhooks.secret(call.user(), webhook).map(secret -> kept.put("secret", secret));
    }

    private static UUID idOf(ObjectNode made) {
        return UUID.fromString(made.path("webhook").path("id").stringValue());
    }
}
