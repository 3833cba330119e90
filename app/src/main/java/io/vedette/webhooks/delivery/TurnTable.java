package io.vedette.webhooks.delivery;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Webhooks by turns: whoever holds the lease of one sends what is due there, and nobody else. */
@Repository
class TurnTable {
    /** How many tries in a row have failed where a webhook counts as failing; the indexes say it too. */
    static final int FAILING = 3;

    private static final String DUE = """
            select id from webhooks
            where status = 'active' and user_id is not null and failures %s and due_at <= now() and leased_until <= now()
            order by due_at limit :%s for update skip locked
            """;

    static final String TAKE = """
            with healthy as materialized (
            %s), failing as materialized (
            %s)
            update webhooks w set lease = :lease, leased_until = now() + make_interval(secs => :seconds)
            from (select id from healthy union all select id from failing) due where w.id = due.id
            returning w.id, w.url, w.keys, w.failures
            """.formatted(DUE.formatted("< 3", "most"), DUE.formatted(">= 3", "mostFailing"));

    static final String UNTIL_NEXT = """
            select extract(epoch from min(at) - now())::float8 as rest from (
              (select greatest(due_at, leased_until) as at from webhooks
               where status = 'active' and user_id is not null and failures < 3 and due_at is not null
                 and leased_until <= now() order by due_at limit 1)
              union all
              (select greatest(due_at, leased_until) from webhooks
               where status = 'active' and user_id is not null and failures >= 3 and due_at is not null
                 and leased_until <= now() order by due_at limit 1)) next
            having min(at) is not null
            """;

    static final String WAITING = """
            (select id, number, event, body, attempts, tries from webhook_deliveries
             where webhook_id = :webhook and status = 'pending' and attempts = 0 order by number limit :most)
            union all
            (select id, number, event, body, attempts, tries from webhook_deliveries
             where webhook_id = :webhook and status = 'pending' and attempts > 0 and next_attempt_at <= now()
             order by next_attempt_at limit :most)
            """;

    /** Unless another node has taken over, as the lease was over, or somebody wants it sent anew. */
    static final String SETTLE = """
            update webhook_deliveries d set attempts = d.attempts + 1, tries = d.tries + 1, status = r.status,
              last_status_code = nullif(r.code, 0), last_error = nullif(r.error, ''),
              next_attempt_at = case when r.status = 'pending' then
                date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => r.pause / 1000.0) end,
              settled_at = case when r.status <> 'pending' then now() end
            from unnest(:ids, :attempts, :tries, :states, :codes, :errors, :pauses)
              as r (id, attempts, tries, status, code, error, pause)
            where d.id = r.id and d.status = 'pending' and d.attempts = r.attempts and d.tries = r.tries
            returning d.id
            """;

    /** Of too many that wait, the oldest. */
    static final String PARK_OVERFLOW = """
            with held as materialized (
              select id from webhooks where id = :webhook and lease = :lease for no key update
            ), oldest as materialized (
              select d.id from held cross join lateral (
                select id, number from (
                  select id, number from webhook_deliveries
                  where webhook_id = held.id and status = 'pending' and attempts = 0
                  union all
                  select id, number from webhook_deliveries
                  where webhook_id = held.id and status = 'pending' and attempts > 0) pending
                order by number desc offset :pending) d
            )
            update webhook_deliveries d set status = 'parked', last_error = 'overflow', next_attempt_at = null,
              settled_at = now()
            from oldest where d.id = oldest.id and d.status = 'pending'
            """;

    /** What was made meanwhile is found, as it locked the webhook first, or makes it due afterwards. */
    static final String RELEASE = """
            with held as materialized (
              select id from webhooks where id = :webhook and lease = :lease for no key update
            )
            update webhooks w set lease = null, leased_until = '-infinity', failures = :failures,
              due_at = case when w.user_id is not null then
                webhook_due_at(w.id, now() + make_interval(secs => :pause)) end
            from held where w.id = held.id
            """;

    private static final String DISABLE = """
            update webhooks set status = 'disabled', disabled_reason = :reason
            where id = :webhook and lease = :lease and status = 'active' and url = :url and user_id is not null
            returning user_id
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final SealedKeys sealed;

    TurnTable(DatabaseClient database, Transactions transactions, SealedKeys sealed) {
        this.database = database;
        this.transactions = transactions;
        this.sealed = sealed;
    }

    /** Webhooks for which something is due, those that have waited longest first. By webhooks_due and webhooks_due_failing. */
    Mono<List<Held>> take(int most, int mostFailing, UUID lease, Duration length) {
        return Lane.jobs(transactions.single(database.sql(TAKE)
                .bind("most", most)
                .bind("mostFailing", mostFailing)
                .bind("lease", lease)
                .bind("seconds", seconds(length))
                .map(row -> held(row, lease))
                .all()
                .collectList()));
    }

    /** How long until something is due that nobody holds; empty when nothing waits. By the same. */
    Mono<Duration> untilNext() {
        return Lane.jobs(database.sql(UNTIL_NEXT)
                .map(row -> Duration.ofMillis((long) (value(row, "rest", Double.class) * 1000)))
                .one());
    }

    /** Some of what was never tried, and of what is to be tried again. By webhook_deliveries_first and _again. */
    Mono<Waiting> waiting(UUID webhook, int most) {
        return Lane.jobs(database.sql(WAITING)
                .bind("webhook", webhook)
                .bind("most", most)
                .map(TurnTable::due)
                .all()
                .sort(Comparator.comparingLong(Due::number))
                .collectList()
                .map(all -> new Waiting(
                        all.stream().filter(due -> due.attempts() == 0).toList(),
                        all.stream().filter(due -> due.attempts() > 0).toList())));
    }

    /** By primary key; gives those that this has changed. */
    Mono<Map<Result, Boolean>> settle(List<Result> results) {
        Map<UUID, Result> byId =
                results.stream().collect(Collectors.toMap(Result::id, Function.identity(), (a, _) -> a));
        return Lane.jobs(transactions
                .single(database.sql(SETTLE)
                        .bind("ids", all(results, Result::id, UUID[]::new))
                        .bind("attempts", all(results, Result::attempts, Integer[]::new))
                        .bind("tries", all(results, Result::tries, Integer[]::new))
                        .bind("states", all(results, result -> result.status().code(), String[]::new))
                        .bind("codes", all(results, Result::statusCode, Integer[]::new))
                        .bind("errors", all(results, Result::error, String[]::new))
                        .bind("pauses", all(results, result -> result.pause().toMillis(), Long[]::new))
                        .map(row -> value(row, "id", UUID.class))
                        .all()
                        .collectList())
                .map(ids -> ids.stream().collect(Collectors.toMap(byId::get, _ -> true))));
    }

    /** Gives how many. By webhook_deliveries_first and _again. */
    Mono<Long> parkOverflow(Held held, int pending) {
        return Lane.jobs(transactions.single(database.sql(PARK_OVERFLOW)
                .bind("webhook", held.id())
                .bind("lease", held.lease())
                .bind("pending", pending)
                .fetch()
                .rowsUpdated()));
    }

    /** Somebody else may take it once something is due, and not before the pause is over. By primary key. */
    Mono<Void> release(Held held, int failures, Duration pause) {
        return Lane.jobs(transactions.single(database.sql(RELEASE)
                .bind("webhook", held.id())
                .bind("lease", held.lease())
                .bind("failures", failures)
                .bind("pause", seconds(pause))
                .then()));
    }

    /** Unless it leads elsewhere by now. In the transaction that runs; gives whose it is. */
    Mono<String> disable(Held held, String reason) {
        return database.sql(DISABLE)
                .bind("webhook", held.id())
                .bind("lease", held.lease())
                .bind("url", held.url())
                .bind("reason", reason)
                .map(row -> value(row, "user_id", String.class))
                .one();
    }

    private Held held(Readable row, UUID lease) {
        UUID id = value(row, "id", UUID.class);
        return new Held(
                id,
                lease,
                value(row, "url", String.class),
                sealed.openIfPossible(id, value(row, "keys", byte[].class)),
                value(row, "failures", Integer.class));
    }

    private static Due due(Readable row) {
        return new Due(
                value(row, "id", UUID.class),
                value(row, "number", Long.class),
                value(row, "event", String.class),
                value(row, "body", String.class),
                value(row, "attempts", Integer.class),
                value(row, "tries", Integer.class));
    }

    private static <T> T[] all(List<Result> results, Function<Result, T> part, IntFunction<T[]> array) {
        return results.stream().map(part).toArray(array);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
