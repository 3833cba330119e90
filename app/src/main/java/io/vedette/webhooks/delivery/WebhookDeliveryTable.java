package io.vedette.webhooks.delivery;

import static io.vedette.platform.data.Columns.value;

import io.vedette.platform.data.Conditions;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Query;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where deliveries begin, and how their webhooks' owners see them. */
@Repository
public class WebhookDeliveryTable {
    /**
     * The webhooks are locked, so numbers rise in the order in which deliveries are committed, and whoever ends a turn
     * comes before, and what is made makes it due, or after, and finds it. Which fact is for which of them is looked at
     * once they are, as they may have been changed meanwhile. A fact that comes again finds its deliveries.
     */
    static final String ADD_ALL = """
            with hooks as materialized (
              select id, user_id, events, stands_since, due_at, date_trunc('milliseconds', clock_timestamp()) as at
              from webhooks
              where user_id = any(:users) and status = 'active' and events && (:events || '{*}'::text[])
              order by id for no key update
            ), made as (
              insert into webhook_deliveries (id, webhook_id, fact_id, number, event, body, status, next_attempt_at,
                created_at)
              select new_id(), id, fact, nextval('webhook_delivery_numbers'), event, body, 'pending', at, at
              from (select hooks.id, hooks.at, fact, event, body
                from hooks join unnest(:facts, :users, :events, :bodies) as news (fact, user_id, event, body)
                  on news.user_id = hooks.user_id and stands_since < fact and (event = any(events) or '*' = any(events))
                order by fact) told
              on conflict (webhook_id, fact_id) do nothing
              returning webhook_id, fact_id
            ), due as (
              update webhooks w set due_at = hooks.at
              from hooks
              where w.id = hooks.id and (hooks.due_at is null or hooks.due_at > hooks.at)
                and hooks.id in (select webhook_id from made)
            )
            select fact_id, count(*) as made from made group by fact_id
            """;

    private static final String ADD = """
            with hook as materialized (
              select id, date_trunc('milliseconds', clock_timestamp()) as at from webhooks
              where id = :webhook and user_id = :user for no key update
            ), made as (
              insert into webhook_deliveries as d (id, webhook_id, number, event, body, status, next_attempt_at, created_at)
              select new_id(), id, nextval('webhook_delivery_numbers'), :event, :body, 'pending', at, at from hook
              returning d.*
            ), due as (
              update webhooks w set due_at = least(w.due_at, hook.at) from hook where w.id = hook.id
            )
            select %s from made d
            """.formatted(WebhookDelivery.COLUMNS);

    private static final String AGAIN = """
            with hook as materialized (
              select id, date_trunc('milliseconds', clock_timestamp()) as at from webhooks
              where id = :webhook and user_id = :user for no key update
            ), changed as (
              update webhook_deliveries d set status = 'pending', tries = 0, next_attempt_at = hook.at, settled_at = null
              from hook where d.id = :id and d.webhook_id = hook.id
              returning d.*
            ), due as (
              update webhooks w set due_at = least(w.due_at, hook.at) from hook join changed on true where w.id = hook.id
            )
            select %s from changed d
            """.formatted(WebhookDelivery.COLUMNS);

    private static final String SELECT = "select " + WebhookDelivery.COLUMNS
            + "from webhook_deliveries d where %s order by d.number desc limit :rows";

    /** @param number by which the list is sorted */
    public record Listed(WebhookDelivery delivery, long number) {}

    private final DatabaseClient database;
    private final Transactions transactions;

    WebhookDeliveryTable(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * One for each webhook of their users that is for such an event and stood when it happened. Gives how many are new, of
     * those of which any is.
     */
    public Mono<Map<News, Long>> addAll(List<News> news) {
        return Lane.jobs(transactions
                .single(bind(database.sql(ADD_ALL), news)
                        .map(row -> Map.entry(value(row, "fact_id", Long.class), value(row, "made", Long.class)))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue))
                .map(made -> news.stream()
                        .distinct()
                        .filter(one -> made.containsKey(one.fact()))
                        .collect(Collectors.toMap(one -> one, one -> made.getOrDefault(one.fact(), 0L)))));
    }

    static GenericExecuteSpec bind(GenericExecuteSpec statement, List<News> news) {
        return statement
                .bind("facts", news.stream().map(News::fact).toArray(Long[]::new))
                .bind("users", news.stream().map(News::userId).toArray(String[]::new))
                .bind("events", news.stream().map(News::event).toArray(String[]::new))
                .bind("bodies", news.stream().map(News::body).toArray(String[]::new));
    }

    /** One that a person asked for; empty where this user has no such webhook. */
    public Mono<WebhookDelivery> add(String userId, UUID webhook, String event, String body) {
        return transactions.single(database.sql(ADD)
                .bind("webhook", webhook)
                .bind("user", userId)
                .bind("event", event)
                .bind("body", body)
                .map(WebhookDelivery::read)
                .one());
    }

    /** Whatever became of it, it is tried anew; empty where there is none of this user's. */
    public Mono<WebhookDelivery> again(String userId, UUID webhook, UUID id) {
        return transactions.single(database.sql(AGAIN)
                .bind("webhook", webhook)
                .bind("user", userId)
                .bind("id", id)
                .map(WebhookDelivery::read)
                .one());
    }

    public Flux<Listed> list(UUID webhook, PageRequest page) {
        return query(webhook, page)
                .on(database)
                .map(row -> new Listed(WebhookDelivery.read(row), value(row, "number", Long.class)))
                .all();
    }

    /** By webhook_deliveries_webhook. */
    static Query query(UUID webhook, PageRequest page) {
        Cursor after = page.after();
        Conditions conditions = Conditions.of("d.webhook_id = :webhook", "webhook", webhook)
                .and("d.number < :after", "after", after == null ? null : Long.valueOf(after.text(0)));
        return conditions.query(SELECT.formatted(conditions.sql()), page.rowsToRead());
    }
}
