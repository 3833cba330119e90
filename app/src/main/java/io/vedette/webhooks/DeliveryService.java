package io.vedette.webhooks;

import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import io.vedette.webhooks.delivery.WebhookDelivery;
import io.vedette.webhooks.delivery.WebhookDeliveryTable;
import io.vedette.webhooks.delivery.WebhookDeliveryTable.Listed;
import io.vedette.webhooks.delivery.WebhookSender;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people see of the deliveries to their webhooks, and have sent. */
@Component
final class DeliveryService {
    private static final String TEST = "webhook.test";

    private final WebhookService webhooks;
    private final WebhookDeliveryTable deliveries;
    private final WebhookMessages messages;
    private final WebhookSender sender;

    DeliveryService(
            WebhookService webhooks, WebhookDeliveryTable deliveries, WebhookMessages messages, WebhookSender sender) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.messages = messages;
        this.sender = sender;
    }

    Mono<WebhookDelivery> test(Caller.User owner, UUID webhook) {
        return deliveries
                .add(owner.id(), webhook, TEST, messages.write(TEST, Map.of("webhookId", webhook)))
                .switchIfEmpty(Mono.error(() -> NOT_FOUND.because("There is no webhook %s", webhook)))
                .doOnNext(_ -> sender.wake());
    }

    Mono<Page<WebhookDelivery>> list(Caller.User owner, UUID webhook, PageRequest page) {
        return webhooks.find(owner, webhook)
                .then(deliveries.list(webhook, page).collectList())
                .map(read -> Page.of(read, page, listed -> Cursor.after(listed.number())))
                .map(found ->
                        new Page<>(found.items().stream().map(Listed::delivery).toList(), found.next()));
    }

    Mono<WebhookDelivery> redeliver(Caller.User owner, DeliveryAt at) {
        return deliveries
                .again(owner.id(), at.webhookId(), at.deliveryId())
                .switchIfEmpty(Mono.error(
                        () -> NOT_FOUND.because("Webhook %s has no delivery %s", at.webhookId(), at.deliveryId())))
                .doOnNext(_ -> sender.wake());
    }
}
