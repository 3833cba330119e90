package io.vedette.media.mediamtx;

import static io.vedette.platform.data.Columns.value;

import io.vedette.media.Holder;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whom we have let in by which connection: where MediaMTX asks us, it doesn't know who they are. */
@Repository
class AdmissionTable {
    /** By then whoever was let in has come, or never will. */
    private static final String IS_OLD = "admitted_at < now() - interval '5 minutes'";

    static final String REMEMBER = """
            insert into media_guests (session_id, connection_id, device_id, token_version, admitted_at)
            values (:session, :connection, :device, :version, now())
            on conflict (session_id, connection_id) do update
              set device_id = excluded.device_id, token_version = excluded.token_version, admitted_at = excluded.admitted_at
            """;

    static final String OF = "select connection_id, device_id, token_version, " + IS_OLD
            + " as old from media_guests where session_id = :session";

    private static final String FORGET = """
            delete from media_guests where session_id = :session and connection_id = any(:gone)
              and admitted_at < (select max(admitted_at) from media_guests where session_id = :session)
            """;

    /** The sessions say so, not MediaMTX: whose path is missing from its list may go on. */
    private static final String FORGET_ENDED = """
            delete from media_guests g using stream_sessions s
            where s.id = g.session_id and s.status = 'ended' and
            """ + IS_OLD;

    /** Somebody who was let in. */
    record Admission(UUID session, UUID connection, Holder holder) {}

    /** @param old whether they should have come by now */
    record Kept(UUID connection, Holder holder, boolean old) {}

    private final DatabaseClient database;

    AdmissionTable(DatabaseClient database) {
        this.database = database;
    }

    /** By primary key. */
    Mono<Void> remember(Admission admission) {
        return database.sql(REMEMBER)
                .bind("session", admission.session())
                .bind("connection", admission.connection())
                .bind("device", admission.holder().device())
                .bind("version", admission.holder().version())
                .then();
    }

    /** By primary key. */
    Flux<Kept> of(UUID session) {
        return database.sql(OF)
                .bind("session", session)
                .map(row -> new Kept(
                        value(row, "connection_id", UUID.class),
                        new Holder(value(row, "device_id", UUID.class), value(row, "token_version", Integer.class)),
                        value(row, "old", Boolean.class)))
                .all();
    }

    /** All but the last one, which says as long as the session goes on that we are asked who may come. */
    Mono<Void> forget(UUID session, Collection<UUID> connections) {
        return database.sql(FORGET)
                .bind("session", session)
                .bind("gone", connections.toArray(UUID[]::new))
                .then();
    }

    /** Looks at all there are: few more than who is inside now. */
    Mono<Void> forgetWhatHasEnded() {
        return database.sql(FORGET_ENDED).then();
    }
}
