package io.vedette.platform.outbox;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Columns;
import io.vedette.platform.data.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The facts that were committed and may still have to be announced. */
@Repository
class OutboxTable {
    /** A row that the relay has taken. */
    record Taken(long id, String kind, String key, String payload, int attempts) {}

    /** A fact as it is stored. */
    record Row(String kind, String key, String payload) {}

    private record Inserted(long id, String key, long predecessor) {
        static Inserted of(Readable row) {
            return new Inserted(
                    Columns.value(row, "id", Long.class),
                    Columns.value(row, "key", String.class),
                    Columns.value(row, "predecessor", Long.class));
        }
    }

    /** @param unknown of kinds that only another version knows */
    record Waiting(long rows, double oldestSeconds, long parked, long unknown) {
        static final Waiting NOTHING = new Waiting(0, 0, 0, 0);
    }

    private final DatabaseClient database;
    private final FactKinds kinds;
    private final RelayPace pace;

    OutboxTable(DatabaseClient database, FactKinds kinds, RelayPace pace) {
        this.database = database;
        this.kinds = kinds;
        this.pace = pace;
    }

    /** In the transaction of what they tell of, and in their order. Served by the index on key. */
    Mono<List<Written>> insert(List<Row> rows) {
        return database.sql("""
                insert into outbox (kind, key, payload, due_at)
                select kind, key, payload::jsonb, clock_timestamp() + make_interval(secs => :grace)
                from unnest(:kinds, :keys, :payloads) with ordinality as fact (kind, key, payload, place) order by place
                returning id, key, coalesce((
                  select max(earlier.id) from outbox earlier
                  where earlier.key = outbox.key and earlier.parked_because is null and earlier.kind = any(:known)
                ), 0) as predecessor
                """)
                .bind("kinds", rows.stream().map(Row::kind).toArray(String[]::new))
                .bind("keys", rows.stream().map(Row::key).toArray(String[]::new))
                .bind("payloads", rows.stream().map(Row::payload).toArray(String[]::new))
                .bind("grace", seconds(pace.grace()))
                .bind("known", kinds.names())
                .map(Inserted::of)
                .all()
                .collectList()
                .map(OutboxTable::inOrder);
    }

    /** Ids rise in the order of the facts; a statement doesn't see what it inserts itself. */
    private static List<Written> inOrder(List<Inserted> inserted) {
        Map<String, Long> lastOf = new HashMap<>();
        return inserted.stream()
                .sorted(Comparator.comparingLong(Inserted::id))
                .map(row -> {
                    Long before = lastOf.put(row.key(), row.id());
                    return new Written(row.id(), before == null ? row.predecessor() : before);
                })
                .toList();
    }

    /**
     * Takes the oldest of some keys and what follows it, for as long as a lease. A taken row is the oldest of its key for
     * everyone else too, so nobody overtakes it. Served by the indexes on due_at and key.
     */
    Flux<Taken> take(int keys, Long[] except) {
        return Lane.jobs(database.sql("""
                with heads as materialized (
                  select head.id, head.key from outbox head
                  where head.due_at <= clock_timestamp() and head.parked_because is null
                    and head.kind = any(:kinds) and head.id <> all(:except)
                    and not exists (
                      select 1 from outbox earlier
                      where earlier.key = head.key and earlier.id < head.id
                        and earlier.parked_because is null and earlier.kind = any(:kinds))
                  order by head.id limit :keys
                  for update skip locked
                ), runs as materialized (
                  select run.id, run.id = heads.id as first from heads cross join lateral (
                    select next.id from outbox next
                    where next.key = heads.key and next.id >= heads.id
                      and next.parked_because is null and next.kind = any(:kinds)
                    order by next.id limit :length) run
                )
                update outbox set due_at = clock_timestamp() + make_interval(secs => :lease),
                  attempts = attempts + case when runs.first then 1 else 0 end
                from runs where outbox.id = runs.id
                returning outbox.id, kind, key, payload, attempts
                """)
                .bind("kinds", kinds.names())
                .bind("except", except)
                .bind("keys", keys)
                .bind("length", pace.length())
                .bind("lease", seconds(pace.lease()))
                .map(OutboxTable::taken)
                .all());
    }

    Mono<Void> delete(Collection<Long> ids) {
        return Lane.jobs(database.sql("delete from outbox where id = any(:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .then());
    }

    /** To be taken again after a while. */
    Mono<Void> postpone(long id, int attempts, Duration delay) {
        return Lane.jobs(database.sql("""
                update outbox set attempts = :attempts, due_at = clock_timestamp() + make_interval(secs => :delay)
                where id = :id
                """)
                .bind("id", id)
                .bind("attempts", attempts)
                .bind("delay", seconds(delay))
                .then());
    }

    /** To be taken at once; who stands before them in their key still comes first. */
    Mono<Void> release(Collection<Long> ids) {
        return Lane.jobs(database.sql("update outbox set due_at = clock_timestamp() where id = any(:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .then());
    }

    Mono<Void> park(long id, String reason) {
        return Lane.jobs(database.sql("update outbox set parked_because = :reason where id = :id")
                .bind("id", id)
                .bind("reason", reason)
                .then());
    }

    Mono<Waiting> waiting() {
        return Lane.jobs(database.sql("""
                select count(*) filter (where ready) as rows,
                  coalesce(extract(epoch from now() - min(created_at) filter (where ready)), 0)::float8 as oldest,
                  count(*) filter (where parked_because is not null) as parked,
                  count(*) filter (where parked_because is null and not known) as unknown
                from (select created_at, parked_because, known, known and parked_because is null as ready
                  from (select created_at, parked_because, kind = any(:kinds) as known from outbox) row_of_it) each
                """)
                .bind("kinds", kinds.names())
                .map(row -> new Waiting(
                        Columns.value(row, "rows", Long.class),
                        Columns.value(row, "oldest", Double.class),
                        Columns.value(row, "parked", Long.class),
                        Columns.value(row, "unknown", Long.class)))
                .one());
    }

    private static Taken taken(Readable row) {
        return new Taken(
                Columns.value(row, "id", Long.class),
                Columns.value(row, "kind", String.class),
                Columns.value(row, "key", String.class),
                Columns.value(row, "payload", Json.class).asString(),
                Columns.value(row, "attempts", Integer.class));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
