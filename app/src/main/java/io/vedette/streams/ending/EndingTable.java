package io.vedette.streams.ending;

import static io.vedette.platform.data.Columns.orNull;
import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.streams.StreamSession;
import io.vedette.streams.StreamSession.EndReason;
import io.vedette.streams.StreamSession.Status;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Where sessions end, each once: whoever gets the row first decides why. */
@Repository
class EndingTable {
    static final String ONE = end("id = :id for no key update");
    static final String STREAMING = end("status = 'streaming' and id = :id for no key update");
    static final String REQUESTED_BY =
            end("status = 'requested' and command_id = :command order by id for no key update");
    static final String OVER_LINK =
            end("camera_device_id = :camera and requester_device_id = :client for no key update");
    static final String OF_DEVICE = end("id in (select id from stream_sessions where camera_device_id = :device "
            + "and status <> 'ended' union all select id from stream_sessions where requester_device_id = :device "
            + "and status <> 'ended') order by id for no key update");
    private static final String IS_LATE = "status = 'requested' and expires_at <= now()";
    static final String LATE = end(IS_LATE + " order by expires_at limit :most for no key update skip locked");

    /**
     * A device that has never been online counts as gone since it exists; nothing counts from before it was asked for. What
     * is late besides ends for that.
     */
    private static final String IS_LOST = """
            (status = 'streaming' or expires_at > now()) and exists (
              select from devices d where d.id in (s.camera_device_id, s.requester_device_id) and not d.online
                and greatest(coalesce(d.away_since, d.created_at), s.requested_at) <= now() - make_interval(secs => :away))
            """;

    static final String LOST = end(IS_LOST + "order by id limit :most for no key update skip locked");

    static final String ANY_DUE = """
            select exists (select from stream_sessions where %s)
              or exists (select from stream_sessions s where status <> 'ended' and %s) as due
            """.formatted(IS_LATE, IS_LOST);

    /** What has ended: in which state it was before, and who watched. */
    record Ended(StreamSession session, String userId, UUID command, Status was, List<UUID> viewers) {}

    private final DatabaseClient database;

    EndingTable(DatabaseClient database) {
        this.database = database;
    }

    /** By primary key. */
    Mono<List<Ended>> one(UUID id, Cause cause) {
        return all(ONE, cause, statement -> statement.bind("id", id));
    }

    /** By primary key. */
    Mono<List<Ended>> streaming(UUID id, Cause cause) {
        return all(STREAMING, cause, statement -> statement.bind("id", id));
    }

    /** What its camera was told to start, and will not. By stream_sessions_command. */
    Mono<List<Ended>> requestedBy(UUID command, Cause cause) {
        return all(REQUESTED_BY, cause, statement -> statement.bind("command", command));
    }

    /** By stream_sessions_open. */
    Mono<List<Ended>> overLink(UUID camera, UUID client, Cause cause) {
        return all(
                OVER_LINK, cause, statement -> statement.bind("camera", camera).bind("client", client));
    }

    /** By stream_sessions_open and stream_sessions_open_requester. */
    Mono<List<Ended>> ofDevice(UUID device, Cause cause) {
        return all(OF_DEVICE, cause, statement -> statement.bind("device", device));
    }

    /** Whether one of the next two has anything to do, for the price of one statement. */
    Mono<Boolean> isAnyDue(Duration away) {
        return database.sql(ANY_DUE)
                .bind("away", away.toMillis() / 1000.0)
                .map(row -> value(row, "due", Boolean.class))
                .one();
    }

    /** Leaves alone what somebody else is about to end. By stream_sessions_expiring. */
    Mono<List<Ended>> late(int most) {
        return all(LATE, Cause.of(EndReason.TIMEOUT), statement -> statement.bind("most", most));
    }

    /** Looks at all that are open, and by primary key at their devices. */
    Mono<List<Ended>> lost(Duration away, int most) {
        return all(
                LOST,
                Cause.of(EndReason.PARTICIPANT_LOST),
                statement -> statement.bind("away", away.toMillis() / 1000.0).bind("most", most));
    }

    private Mono<List<Ended>> all(String sql, Cause cause, UnaryOperator<GenericExecuteSpec> bound) {
        return bound.apply(database.sql(sql)
                        .bind("endReason", cause.reason().code())
                        .bind("detail", orNull(cause.detail(), String.class)))
                .map(EndingTable::ended)
                .all()
                .collectList();
    }

    private static String end(String which) {
        return """
            with found as materialized (
              select id, status from stream_sessions s where status <> 'ended' and %s
            ), ended as (
              update stream_sessions s set status = 'ended', end_reason = :endReason, end_detail = :detail,
                ended_at = date_trunc('milliseconds', clock_timestamp())
              from found where s.id = found.id
              returning s.*, found.status as was
            ), gone as (
              delete from stream_viewers v using ended where v.session_id = ended.id returning v.*
            )
            select %s, s.was, (select coalesce(array_agg(v.device_id), '{}') from gone v where v.session_id = s.id) as viewers
            from ended s
            """.formatted(which, StreamSession.COLUMNS);
    }

    private static Ended ended(Readable row) {
        return new Ended(
                StreamSession.read(row),
                value(row, "user_id", String.class),
                value(row, "command_id", UUID.class),
                Status.of(value(row, "was", String.class)),
                List.of(value(row, "viewers", UUID[].class)));
    }
}
