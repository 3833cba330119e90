package io.vedette.notifications.push;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What is to be told to devices that are away: of each, about each thing, one message. */
@Repository
class PushTable {
    /**
     * A message that this node has taken.
     *
     * @param left how long it is worth something
     */
    record Taken(UUID deviceId, String topic, Notice notice, int attempts, Duration left) {}

    /** @param oldestSeconds since when the oldest should have been sent */
    record Waiting(long messages, double oldestSeconds) {
        static final Waiting NOTHING = new Waiting(0, 0);
    }

    private final DatabaseClient database;
    private final JsonMapper json;

    PushTable(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What waits is replaced; who was told lately is left in peace. Gives how many are to be told. By primary key. */
    Mono<Long> want(Collection<UUID> devices, String topic, Notice notice, Duration life, Duration interval) {
        return Lane.jobs(database.sql("""
                insert into pushes (device_id, topic, notice, wanted_at, expires_at, next_at, state)
                select id, :topic, :notice, now(), now() + make_interval(secs => :life), now(), 'waiting'
                from unnest(:devices) as id order by id
                on conflict (device_id, topic) do update set
                  notice = excluded.notice, expires_at = excluded.expires_at, state = 'waiting', problem = null,
                  wanted_at = case when pushes.state = 'waiting' then pushes.wanted_at else excluded.wanted_at end,
                  next_at = case when pushes.state = 'waiting' then pushes.next_at else excluded.next_at end,
                  attempts = case when pushes.state = 'waiting' then pushes.attempts else 0 end
                where pushes.state = 'waiting' or pushes.wanted_at <= now() - make_interval(secs => :interval)
                """)
                .bind("devices", devices.toArray(UUID[]::new))
                .bind("topic", topic)
                .bind("notice", Json.of(json.writeValueAsString(notice)))
                .bind("life", seconds(life))
                .bind("interval", seconds(interval))
                .fetch()
                .rowsUpdated());
    }

    /** Those that have waited longest, for as long as a lease. By pushes_next_at. */
    Mono<List<Taken>> take(int most, Duration lease) {
        return Lane.jobs(database.sql("""
                with due as materialized (
                  select device_id, topic from pushes where state = 'waiting' and next_at <= now()
                  order by next_at limit :most for update skip locked
                )
                update pushes p set attempts = p.attempts + 1, next_at = now() + make_interval(secs => :lease)
                from due where p.device_id = due.device_id and p.topic = due.topic
                returning p.device_id, p.topic, p.notice, p.attempts,
                  extract(epoch from p.expires_at - now())::float8 as left
                """)
                .bind("most", most)
                .bind("lease", seconds(lease))
                .map(this::taken)
                .all()
                .collectList());
    }

    /** How long until there may be something to take; empty when nothing waits. By pushes_next_at. */
    Mono<Duration> untilNext() {
        return Lane.jobs(database.sql("""
                select extract(epoch from next_at - now())::float8 as rest from pushes where state = 'waiting'
                order by next_at limit 1
                """)
                .map(row -> duration(value(row, "rest", Double.class)))
                .one());
    }

    Mono<Void> sent(Taken message) {
        return settle(message, "sent", "");
    }

    Mono<Void> failed(Taken message, String problem) {
        return settle(message, "failed", problem);
    }

    /** Unless another node has taken it since, as the lease was over. */
    private Mono<Void> settle(Taken message, String state, String problem) {
        return Lane.jobs(database.sql("""
                update pushes set state = :state, problem = nullif(:problem, '')
                where device_id = :device and topic = :topic and state = 'waiting' and attempts = :attempts
                """)
                .bind("device", message.deviceId())
                .bind("topic", message.topic())
                .bind("attempts", message.attempts())
                .bind("state", state)
                .bind("problem", problem)
                .then());
    }

    /** The same for one that may be taken again after a while. */
    Mono<Void> postpone(Taken message, Duration delay, String problem) {
        return Lane.jobs(database.sql("""
                update pushes set next_at = now() + make_interval(secs => :delay), problem = :problem
                where device_id = :device and topic = :topic and state = 'waiting' and attempts = :attempts
                """)
                .bind("device", message.deviceId())
                .bind("topic", message.topic())
                .bind("attempts", message.attempts())
                .bind("delay", seconds(delay))
                .bind("problem", problem)
                .then());
    }

    /** In the transaction that runs. By primary key. */
    Mono<Void> cancel(UUID device, String topic) {
        return database.sql("delete from pushes where device_id = :device and topic = :topic and state = 'waiting'")
                .bind("device", device)
                .bind("topic", topic)
                .then();
    }

    /** The same for all to this device, or about it. By primary key and pushes_topic. */
    Mono<Void> cancelAll(UUID device, String topic) {
        return database.sql("delete from pushes where (device_id = :device or topic = :topic) and state = 'waiting'")
                .bind("device", device)
                .bind("topic", topic)
                .then();
    }

    /** By pushes_next_at. */
    Mono<Waiting> waiting() {
        return Lane.jobs(database.sql("""
                select count(*) as messages,
                  greatest(0, coalesce(extract(epoch from now() - min(next_at)), 0))::float8 as oldest
                from pushes where state = 'waiting'
                """)
                .map(row -> new Waiting(value(row, "messages", Long.class), value(row, "oldest", Double.class)))
                .one());
    }

    /** By pushes_wanted_at. */
    Mono<Long> forget(Duration age, int most) {
        return Lane.jobs(database.sql("""
                delete from pushes where (device_id, topic) in (
                  select device_id, topic from pushes
                  where state <> 'waiting' and wanted_at < now() - make_interval(secs => :age)
                  order by wanted_at limit :most for update skip locked)
                """)
                .bind("age", seconds(age))
                .bind("most", most)
                .fetch()
                .rowsUpdated());
    }

    private Taken taken(Readable row) {
        return new Taken(
                value(row, "device_id", UUID.class),
                value(row, "topic", String.class),
                json.readValue(value(row, "notice", Json.class).asString(), Notice.class),
                value(row, "attempts", Integer.class),
                duration(value(row, "left", Double.class)));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
