package io.vedette.webhooks;

import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import io.vedette.webhooks.delivery.WebhookDelivery;
import org.springframework.stereotype.Component;

/** What people see of the deliveries to their webhooks, and have sent. */
@Component
final class DeliveriesApi implements Api {
    private final Operation<WebhookAt, WebhookDelivery> test;
    private final Operation<WebhookAt, Page<WebhookDelivery>> list;
    private final Operation<DeliveryAt, WebhookDelivery> redeliver;

    DeliveriesApi(DeliveryService deliveries) {
        test = operation("testWebhook", "Have a webhook.test sent, whatever events the webhook is for")
                .callers(USER)
                .takes(WebhookAt.class)
                .begins(WebhookDelivery.class)
                .mayFail(NOT_FOUND)
                .idempotent()
                .by(call -> deliveries.test(call.user(), call.input().webhookId()));
        list = operation("listDeliveries", "List what a webhook was sent or is to be sent, newest first")
                .callers(USER)
                .takes(WebhookAt.class)
                .lists(WebhookDelivery.class)
                .mayFail(NOT_FOUND)
                .by(call -> deliveries.list(call.user(), call.input().webhookId(), call.page()));
        redeliver = operation("redeliver", "Have something sent once more, under its old webhook-id")
                .callers(USER)
                .takes(DeliveryAt.class)
                .begins(WebhookDelivery.class)
                .mayFail(NOT_FOUND)
                .idempotent()
                .by(call -> deliveries.redeliver(call.user(), call.input()));
    }

    @Override
    public RouteGroup routes() {
        return at(
                "/webhooks",
                PROBLEM,
                post("/{webhookId}/test", test),
                get("/{webhookId}/deliveries", list),
                post("/{webhookId}/deliveries/{deliveryId}/redeliver", redeliver));
    }
}
