package io.vedette.webhooks;

import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.platform.data.Transactions;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.outbox.Outbox;
import io.vedette.webhooks.Webhook.Status;
import io.vedette.webhooks.delivery.GoneWebhooks;
import io.vedette.webhooks.delivery.Keyring;
import io.vedette.webhooks.delivery.WebhookSender;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes, changes and removes webhooks, and their secrets. */
@Component
final class WebhookService {
    private static final String BY_OWNER = "disabled_by_owner";

    private final WebhookTable webhooks;
    private final WebhookTargets targets;
    private final WebhookAccounts subscribers;
    private final WebhookSender sender;
    private final GoneWebhooks gone;
    private final WebhookSettings settings;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    WebhookService(
            WebhookTable webhooks,
            WebhookTargets targets,
            WebhookAccounts subscribers,
            WebhookSender sender,
            GoneWebhooks gone,
            WebhookSettings settings,
            Transactions transactions,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.webhooks = webhooks;
        this.targets = targets;
        this.subscribers = subscribers;
        this.sender = sender;
        this.gone = gone;
        this.settings = settings;
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<Made<NewWebhook>> make(Caller.User owner, MakeWebhook wanted) {
        Keyring keys = Keyring.fresh();
        Webhook webhook = new Webhook(
                ids.next(),
                wanted.url(),
                wanted.events().stream().distinct().toList(),
                wanted.description(),
                Status.ACTIVE,
                null,
                clock.instant());
        return targets.check(wanted.url())
                .then(transactions.write(webhooks.count(owner.id())
                        .filter(present -> present < settings.perUser())
                        .switchIfEmpty(Mono.error(
                                () -> QUOTA_EXCEEDED.because("A user has %d webhooks at most", settings.perUser())))
                        .then(webhooks.insert(owner.id(), webhook, keys))
                        .then(changed(owner, webhook.id()))))
                .thenReturn(new Made.Created<>(new NewWebhook(webhook, keys.secret())));
    }

    Mono<Webhook> find(Caller.User owner, UUID id) {
        return webhooks.find(owner.id(), id).switchIfEmpty(notFound(id));
    }

    Mono<Page<Webhook>> list(Caller.User owner, PageRequest page) {
        return webhooks.list(owner.id(), page)
                .collectList()
                .map(read -> Page.of(read, page, webhook -> Cursor.after(webhook.createdAt(), webhook.id())));
    }

    Mono<Webhook> patch(Caller.User owner, PatchWebhook patch) {
        String url = patch.url();
        return (url == null ? Mono.<Void>empty() : targets.check(url))
                .then(transactions.write(webhooks.lock(owner.id(), patch.webhookId())
                        .switchIfEmpty(notFound(patch.webhookId()))
                        .flatMap(before -> webhooks.update(
                                patch,
                                before.status() == Status.DISABLED && patch.status() == Status.ACTIVE,
                                reason(before, patch)))
                        .flatMap(after -> changed(owner, after.id()).thenReturn(after))));
    }

    Mono<Void> remove(Caller.User owner, UUID id) {
        return transactions.write(webhooks.lock(owner.id(), id)
                .switchIfEmpty(notFound(id))
                .flatMap(_ -> webhooks.remove(id))
                .then(changed(owner, id))
                .then(transactions.afterCommit(gone::wake)));
    }

    Mono<Made<NewSecret>> rotate(Caller.User owner, UUID id) {
        return transactions.write(webhooks.lock(owner.id(), id)
                .switchIfEmpty(notFound(id))
                .then(webhooks.keys(owner.id(), id))
                .map(keys -> keys.rotated(clock.instant()))
                .flatMap(keys -> webhooks.write(id, keys)
                        .then(changed(owner, id))
                        .thenReturn(new Made.Created<>(new NewSecret(keys.secret())))));
    }

    /** The one that holds now: who asks once more for what came with a call gets it only as long as the webhook is there. */
    Mono<String> secret(Caller.User owner, UUID id) {
        return webhooks.keys(owner.id(), id).map(Keyring::secret).switchIfEmpty(notFound(id));
    }

    private static @Nullable String reason(Webhook before, PatchWebhook patch) {
        Status after = patch.status() == null ? before.status() : patch.status();
        if (after == Status.ACTIVE) {
            return null;
        }
        return before.status() == Status.DISABLED ? before.disabledReason() : BY_OWNER;
    }

    /** This node acts on it at once, also if it is just sending; the others are told. */
    private Mono<Void> changed(Caller.User owner, UUID id) {
        return outbox.add(new WebhooksChanged(id, owner.id())).then(transactions.afterCommit(() -> {
            subscribers.forget(owner.id());
            sender.interrupt(id);
            sender.wake();
        }));
    }

    private static <T> Mono<T> notFound(UUID id) {
        return Mono.error(() -> NOT_FOUND.because("There is no webhook %s", id));
    }
}
