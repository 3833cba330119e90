package io.vedette.webhooks;

import static io.vedette.platform.data.Columns.orNull;
import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Conditions;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import io.vedette.webhooks.delivery.Keyring;
import io.vedette.webhooks.delivery.SealedKeys;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The webhooks as their owners manage them. */
@Repository
class WebhookTable {
    private static final String INSERT = """
            insert into webhooks (id, user_id, url, events, description, status, keys, stands_since, created_at)
            values (:id, :user, :url, :events, :description, 'active', :keys,
              nextval(pg_get_serial_sequence('outbox', 'id')), :at)
            """;

    /** One that is told again hears of nothing from before; what waits is due. */
    private static final String UPDATE = """
            update webhooks w set url = coalesce(:url, url), events = coalesce(:events, events),
              description = case when :changesDescription then :description else description end,
              status = coalesce(:status, status), disabled_reason = :reason,
              failures = case when :startsAnew then 0 else failures end,
              due_at = case when :startsAnew then webhook_due_at(w.id, now()) else due_at end,
              stands_since = case when :resumes then nextval(pg_get_serial_sequence('outbox', 'id')) else stands_since end
            where id = :id returning
            """ + Webhook.COLUMNS;

    private static final String SELECT =
            "select" + Webhook.COLUMNS + "from webhooks w where %s order by w.created_at desc, w.id desc limit :rows";

    private final DatabaseClient database;
    private final SealedKeys sealed;

    WebhookTable(DatabaseClient database, SealedKeys sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    /** How many this user has. Until the transaction ends nobody else counts them: one more is one more. */
    Mono<Long> count(String userId) {
        return database.sql("select id from \"user\" where id = :user for no key update")
                .bind("user", userId)
                .fetch()
                .one()
                .then(database.sql("select count(*) as webhooks from webhooks where user_id = :user")
                        .bind("user", userId)
                        .map(row -> value(row, "webhooks", Long.class))
                        .one());
    }

    Mono<Webhook> insert(String userId, Webhook webhook, Keyring keys) {
        return database.sql(INSERT)
                .bind("id", webhook.id())
                .bind("user", userId)
                .bind("url", webhook.url())
                .bind("events", names(webhook.events()))
                .bind("description", orNull(webhook.description(), String.class))
                .bind("keys", sealed.seal(webhook.id(), keys))
                .bind("at", webhook.createdAt())
                .then()
                .thenReturn(webhook);
    }

    /** By primary key. */
    Mono<Webhook> find(String userId, UUID id) {
        return one(userId, id, "");
    }

    /** Nobody else changes it until the transaction ends. */
    Mono<Webhook> lock(String userId, UUID id) {
        return one(userId, id, "for no key update");
    }

    Flux<Webhook> list(String userId, PageRequest page) {
        return query(userId, page).on(database).map(Webhook::read).all();
    }

    /** By webhooks_user. */
    static Query query(String userId, PageRequest page) {
        Conditions conditions = Conditions.of("w.user_id = :user", "user", userId);
        Cursor after = page.after();
        if (after != null) {
            conditions.olderThan("w.created_at, w.id", after.instant(0), after.uuid(1));
        }
        return conditions.query(SELECT.formatted(conditions.sql()), page.rowsToRead());
    }

    /** @param resumes whether it was disabled until now, and {@code reason} why it is from now on */
    Mono<Webhook> update(PatchWebhook patch, boolean resumes, @Nullable String reason) {
        List<WebhookEvent> events = patch.events();
        Webhook.Status status = patch.status();
        return database.sql(UPDATE)
                .bind("id", patch.webhookId())
                .bind("url", orNull(patch.url(), String.class))
                .bind("events", orNull(events == null ? null : names(events), String[].class))
                .bind("changesDescription", patch.description().isGiven())
                .bind("description", orNull(patch.description().value(), String.class))
                .bind("status", orNull(status == null ? null : status.code(), String.class))
                .bind("reason", orNull(reason, String.class))
                .bind("startsAnew", resumes || patch.url() != null)
                .bind("resumes", resumes)
                .map(Webhook::read)
                .one();
    }

    /** Its deliveries go with it, a little later. */
    Mono<Void> remove(UUID id) {
        return database.sql("update webhooks set user_id = null, due_at = null, keys = '' where id = :id")
                .bind("id", id)
                .then();
    }

    Mono<Keyring> keys(String userId, UUID id) {
        return database.sql("select id, keys from webhooks where id = :id and user_id = :user")
                .bind("id", id)
                .bind("user", userId)
                .map(this::keyring)
                .one();
    }

    Mono<Void> write(UUID id, Keyring keys) {
        return database.sql("update webhooks set keys = :keys where id = :id")
                .bind("id", id)
                .bind("keys", sealed.seal(id, keys))
                .then();
    }

    /** Those of them who are to be told of anything. By webhooks_user. */
    Mono<Set<String>> ownersAmong(Collection<String> users) {
        return database.sql("select distinct user_id from webhooks where user_id = any(:users) and status = 'active'")
                .bind("users", users.toArray(String[]::new))
                .map(row -> value(row, "user_id", String.class))
                .all()
                .collect(Collectors.toSet());
    }

    private Keyring keyring(Readable row) {
        return sealed.open(value(row, "id", UUID.class), value(row, "keys", byte[].class));
    }

    private Mono<Webhook> one(String userId, UUID id, String lock) {
        return database.sql(
                        "select" + Webhook.COLUMNS + "from webhooks w where w.id = :id and w.user_id = :user " + lock)
                .bind("id", id)
                .bind("user", userId)
                .map(Webhook::read)
                .one();
    }

    private static String[] names(List<WebhookEvent> events) {
        return events.stream().map(WebhookEvent::toString).distinct().toArray(String[]::new);
    }
}
