package io.vedette.streams.relay;

import static io.vedette.platform.data.Columns.value;

import io.vedette.streams.StreamSession.Status;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Who takes part in a session. */
@Repository
class LiveTable {
    static final String FIND = """
            select s.camera_device_id, s.requester_device_id, s.status, s.user_id,
              (select coalesce(array_agg(v.device_id), '{}') from stream_viewers v where v.session_id = s.id) as viewers
            from stream_sessions s where s.id = :id
            """;

    private final DatabaseClient database;

    LiveTable(DatabaseClient database) {
        this.database = database;
    }

    /** Empty where there is no such session. By primary keys. */
    Mono<Live> find(UUID session) {
        return database.sql(FIND)
                .bind("id", session)
                .map(row -> new Live(
                        value(row, "user_id", String.class),
                        Status.of(value(row, "status", String.class)),
                        value(row, "camera_device_id", UUID.class),
                        value(row, "requester_device_id", UUID.class),
                        List.of(value(row, "viewers", UUID[].class))))
                .one();
    }
}
