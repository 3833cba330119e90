package io.vedette.motion;

import static io.vedette.platform.data.Columns.orNull;
import static io.vedette.platform.data.Columns.value;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.devices.Device;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.outbox.FactRows;
import io.vedette.platform.outbox.FactRows.Added;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where motion begins and ends: each is one statement, which writes its fact too. */
@Repository
class MotionTable {
    /**
     * The camera is locked: who disables it comes before, and nothing begins, or after, and ends what began. Of two that
     * begin at the same time the second finds the first's, which it touches so as to see it.
     */
    static final String START = """
            with camera as materialized (
              select id, user_id, name, role, status from devices where id = :camera and user_id = :user for key share
            ), open as materialized (
              select e.* from events e join camera on e.device_id = camera.id
              where e.type = 'motion' and e.status = 'active'
            ), now as materialized (
              select date_trunc('milliseconds', clock_timestamp()) as at
            ), made as (
              insert into events as e (id, user_id, device_id, type, status, title, severity, started_at, metadata,
                created_at)
              select :id, user_id, id, 'motion', 'active', :title, :severity, coalesce(:startedAt, now.at), :metadata, now.at
              from camera cross join now
              where status = 'active' and role = 'camera' and not exists (select from open)
              on conflict (device_id, type) where status = 'active' do update set type = excluded.type
              returning e.*
            ), told as materialized (
              select %s from made e cross join camera where e.id = :id
            ), %s
            select camera.role as camera_role, camera.status as camera_status, e.*, %s
            from camera left join (select * from made union all select * from open) e on true left join facts on true
            """.formatted(MotionStarted.FACT, FactRows.from("told"), FactRows.COLUMNS);

    private static final String FACTS =
            "told as materialized (select %s from changed e), %s".formatted(MotionEnded.FACT, FactRows.from("told"));

    /** By primary key. What may not be ended, or is over, is given as it is. */
    static final String END = """
            with found as materialized (
              select * from events e where id = :id and user_id = :user and type = 'motion' for no key update
            ), changed as (
              update events e set status = 'ended', video_id = coalesce(:video, e.video_id),
                metadata = e.metadata || :metadata,
                ended_at = coalesce(:endedAt, greatest(e.started_at, date_trunc('milliseconds', clock_timestamp())))
              from found where e.id = found.id and found.status = 'active' and found.device_id = :camera
                and (:endedAt::timestamptz is null or :endedAt >= found.started_at)
              returning e.*
            ), %s
            select e.*, %s from changed e cross join facts
            union all
            select e.*, null, null, null from found e where not exists (select from changed)
            """.formatted(FACTS, FactRows.COLUMNS);

    private static final String END_MANY = """
            with found as materialized (
              select id from events where status = 'active' and type = 'motion' and %s
            ), changed as (
              update events e set status = 'ended', ended_at = greatest(e.started_at, %s)
              from found where e.id = found.id
              returning e.*
            ), %s
            select %s from facts
            """;

    /** When it was over nobody knows: it is taken to have lasted as long as any may, whenever somebody comes to look. */
    static final String END_OVERDUE = END_MANY.formatted(
            "ended_at is null and created_at <= now() - make_interval(secs => :longest) order by created_at limit :most "
                    + "for no key update skip locked",
            "e.created_at + make_interval(secs => :longest)",
            FACTS,
            FactRows.COLUMNS);

    static final String END_OF_DEVICE = END_MANY.formatted(
            "device_id = :device for no key update",
            "date_trunc('milliseconds', clock_timestamp())",
            FACTS,
            FactRows.COLUMNS);

    /**
     * What came of a camera's saying that motion began.
     *
     * @param event none if it may not say so
     * @param fact none if the event was there already
     */
    record Start(
            Device.Role role,
            Device.Status status,
            @Nullable Event event,
            @Nullable Added fact) {}

    /** @param fact none if it was not this that ended it */
    record End(Event event, @Nullable Added fact) {}

    private final DatabaseClient database;
    private final Transactions transactions;
    private final FactRows facts;
    private final JsonMapper json;

    MotionTable(DatabaseClient database, Transactions transactions, FactRows facts, JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.facts = facts;
        this.json = json;
    }

    /** Empty where there is no such camera any more. By the primary key and events_active. */
    Mono<Start> start(UUID id, String userId, UUID camera, StartMotion said) {
        return transactions
                .single(facts.bind(database.sql(START), MotionStarted.class)
                        .bind("id", id)
                        .bind("user", userId)
                        .bind("camera", camera)
                        .bind("title", orNull(said.title(), String.class))
                        .bind("severity", severity(said).code())
                        .bind("startedAt", orNull(said.startedAt(), Instant.class))
                        .bind("metadata", json(said.metadata()))
                        .map(this::started)
                        .one())
                .flatMap(start -> announce(start.fact()).thenReturn(start));
    }

    /** Empty where this user has no such event. */
    Mono<End> end(String userId, UUID camera, EndMotion said) {
        return transactions
                .single(facts.bind(database.sql(END), MotionEnded.class)
                        .bind("id", said.eventId())
                        .bind("user", userId)
                        .bind("camera", camera)
                        .bind("endedAt", orNull(said.endedAt(), Instant.class))
                        .bind("video", orNull(said.videoId(), UUID.class))
                        .bind("metadata", json(said.metadata()))
                        .map(row -> new End(Event.read(row, json), fact(row, MotionEnded.class)))
                        .one())
                .flatMap(end -> announce(end.fact()).thenReturn(end));
    }

    /** Gives how many. By events_overdue. */
    Mono<Integer> endOverdue(Duration longest, int most) {
        return Lane.jobs(transactions.single(many(facts.bind(database.sql(END_OVERDUE), MotionEnded.class)
                .bind("longest", longest.toMillis() / 1000.0)
                .bind("most", most))));
    }

    /** In the transaction that ends or disables the device. By events_active. */
    Mono<Integer> endOfDevice(UUID device) {
        return many(facts.bind(database.sql(END_OF_DEVICE), MotionEnded.class).bind("device", device));
    }

    private Mono<Integer> many(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .map(row -> facts.read(row, MotionEnded.class))
                .all()
                .collectList()
                .flatMap(added -> facts.announce(added).thenReturn(added.size()));
    }

    private Start started(Readable row) {
        return new Start(
                Device.Role.of(value(row, "camera_role", String.class)),
                Device.Status.of(value(row, "camera_status", String.class)),
                row.get("id", UUID.class) == null ? null : Event.read(row, json),
                fact(row, MotionStarted.class));
    }

    private <F extends io.vedette.platform.bus.Fact> @Nullable Added fact(Readable row, Class<F> type) {
        return row.get("fact_id", Long.class) == null ? null : facts.read(row, type);
    }

    private Mono<Void> announce(@Nullable Added fact) {
        return fact == null ? Mono.empty() : facts.announce(List.of(fact));
    }

    private static Event.Severity severity(StartMotion said) {
        return said.severity() == null ? Event.Severity.INFO : said.severity();
    }

    private Json json(@Nullable ObjectNode metadata) {
        return Json.of(metadata == null ? "{}" : json.writeValueAsString(metadata));
    }
}
