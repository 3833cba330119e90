package io.vedette.streams;

import static io.vedette.platform.data.Columns.orNull;
import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Conditions;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions as they are asked for, accepted and read. */
@Repository
class StreamTable {
    /** Of two that ask at the same time the second waits for the first, and makes none. */
    static final String REQUEST = """
            insert into stream_sessions as s (id, user_id, camera_device_id, requester_device_id, command_id, status, reason,
              media_provider, requested_at, expires_at)
            select :id, :user, :camera, :requester, :command, 'requested', :reason, :provider, at,
              at + make_interval(secs => :patience)
            from (select date_trunc('milliseconds', clock_timestamp()) as at) now
            on conflict (camera_device_id, requester_device_id) where status <> 'ended' do nothing
            returning %s
            """.formatted(StreamSession.COLUMNS);

    static final String OPEN = "select " + StreamSession.COLUMNS + """
            from stream_sessions s
            where camera_device_id = :camera and requester_device_id = :requester and status <> 'ended'
            """;

    private static final String FIND =
            "select " + StreamSession.COLUMNS + "from stream_sessions s where id = :id and user_id = :user";

    static final String ACCEPT = """
            update stream_sessions s set status = 'streaming', started_at = date_trunc('milliseconds', clock_timestamp())
            where id = :id and status = 'requested' and expires_at > clock_timestamp()
            returning %s
            """.formatted(StreamSession.COLUMNS);

    private static final String NEWEST_FIRST = " order by s.requested_at desc, s.id desc limit :rows";

    /** What is to be asked for. */
    record NewSession(
            UUID id,
            String userId,
            UUID camera,
            UUID requester,
            UUID command,
            @Nullable String reason,
            String provider,
            Duration patience) {}

    /** @param command what tells the camera to start */
    record Row(StreamSession session, String userId, UUID command) {
        static Row read(Readable row) {
            return new Row(
                    StreamSession.read(row), value(row, "user_id", String.class), value(row, "command_id", UUID.class));
        }
    }

    private final DatabaseClient database;

    StreamTable(DatabaseClient database) {
        this.database = database;
    }

    /** Empty where one is open between the two. By stream_sessions_open. */
    Mono<StreamSession> request(NewSession wanted) {
        return database.sql(REQUEST)
                .bind("id", wanted.id())
                .bind("user", wanted.userId())
                .bind("camera", wanted.camera())
                .bind("requester", wanted.requester())
                .bind("command", wanted.command())
                .bind("reason", orNull(wanted.reason(), String.class))
                .bind("provider", wanted.provider())
                .bind("patience", wanted.patience().toMillis() / 1000.0)
                .map(StreamSession::read)
                .one();
    }

    Mono<StreamSession> open(UUID camera, UUID requester) {
        return database.sql(OPEN)
                .bind("camera", camera)
                .bind("requester", requester)
                .map(StreamSession::read)
                .one();
    }

    Mono<Row> find(String userId, UUID id) {
        return database.sql(FIND)
                .bind("id", id)
                .bind("user", userId)
                .map(Row::read)
                .one();
    }

    /** Of these the ones that are not over. By primary key. */
    Mono<Set<UUID>> open(Collection<UUID> ids) {
        return database.sql("select id from stream_sessions where id = any(:ids) and status <> 'ended'")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> value(row, "id", UUID.class))
                .all()
                .collect(Collectors.toSet());
    }

    /** At this provider, for a while already. Looks at all that are open. */
    Flux<UUID> goingOn(String provider, Duration longer) {
        return database.sql("""
                select id from stream_sessions where status = 'streaming' and status <> 'ended' and media_provider = :provider
                  and started_at < now() - make_interval(secs => :seconds)
                """)
                .bind("provider", provider)
                .bind("seconds", longer.toMillis() / 1000.0)
                .map(row -> value(row, "id", UUID.class))
                .all();
    }

    /** Those that a device takes part in or watches. By stream_sessions_open, its like, and stream_viewers_device. */
    Flux<UUID> openOf(UUID device) {
        return database.sql("""
                select id from stream_sessions where camera_device_id = :device and status <> 'ended'
                union select id from stream_sessions where requester_device_id = :device and status <> 'ended'
                union select s.id from stream_viewers v join stream_sessions s on s.id = v.session_id
                  where v.device_id = :device and s.status <> 'ended'
                """)
                .bind("device", device)
                .map(row -> value(row, "id", UUID.class))
                .all();
    }

    /** Empty where it can't be accepted any more, or was. By primary key. */
    Mono<Row> accept(UUID id) {
        return database.sql(ACCEPT).bind("id", id).map(Row::read).one();
    }

    Flux<StreamSession> list(UUID device, ListStreams wanted, PageRequest page) {
        return query(device, wanted, page).on(database).map(StreamSession::read).all();
    }

    /** By the index of either side that begins with what is wanted, merged. */
    static Query query(UUID device, ListStreams wanted, PageRequest page) {
        StreamSession.Status status = wanted.status();
        Conditions conditions = Conditions.of("s.%s_device_id = :device", "device", device)
                .and("s.status = :status", "status", status == null ? null : status.code());
        Cursor after = page.after();
        if (after != null) {
            conditions.olderThan("s.requested_at, s.id", after.instant(0), after.uuid(1));
        }
        String where = conditions.sql();
        return conditions.query(
                "select * from ((%s) union all (%s)) s".formatted(part(where, "camera"), part(where, "requester"))
                        + NEWEST_FIRST,
                page.rowsToRead());
    }

    private static String part(String where, String side) {
        return "select " + StreamSession.COLUMNS + "from stream_sessions s where " + where.formatted(side)
                + NEWEST_FIRST;
    }
}
