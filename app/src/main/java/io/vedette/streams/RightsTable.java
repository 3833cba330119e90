package io.vedette.streams;

import static io.vedette.platform.data.Columns.value;

import io.vedette.media.Holder;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Who may be in which session now, and with which token. */
@Repository
class RightsTable {
    static final String OF = """
            select s.id, d.id as device, d.token_version, d.id = s.camera_device_id as sends
            from stream_sessions s
              cross join lateral (
                select s.camera_device_id as id union select s.requester_device_id
                union select v.device_id from stream_viewers v where v.session_id = s.id) who
              join devices d on d.id = who.id
            where s.id = any(:ids) and s.status = 'streaming' and d.status = 'active'
            """;

    /** @param sends else it sees */
    record Right(UUID session, Holder holder, boolean sends) {}

    private final DatabaseClient database;

    RightsTable(DatabaseClient database) {
        this.database = database;
    }

    /** By primary keys. */
    Flux<Right> of(Collection<UUID> sessions) {
        return database.sql(OF)
                .bind("ids", sessions.toArray(UUID[]::new))
                .map(row -> new Right(
                        value(row, "id", UUID.class),
                        new Holder(value(row, "device", UUID.class), value(row, "token_version", Integer.class)),
                        value(row, "sends", Boolean.class)))
                .all();
    }
}
