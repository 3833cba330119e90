package io.vedette.streams.ending;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.streams.ViewerGone;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Takes viewers out of sessions that go on without them. */
@Repository
class PartingTable {
    static final String REMOVE = """
            delete from stream_viewers v using stream_sessions s
            where v.device_id = :device and s.id = v.session_id and s.status <> 'ended' %s
            returning s.id, s.user_id, v.device_id
            """;

    static final String REMOVE_OVER_LINK = REMOVE.formatted("and s.camera_device_id = :camera");
    static final String REMOVE_ALL = REMOVE.formatted("");

    private final DatabaseClient database;

    PartingTable(DatabaseClient database) {
        this.database = database;
    }

    /** In the transaction that ends the link. By stream_viewers_device. */
    Flux<ViewerGone> removeOverLink(UUID camera, UUID device) {
        return database.sql(REMOVE_OVER_LINK)
                .bind("camera", camera)
                .bind("device", device)
                .map(PartingTable::gone)
                .all();
    }

    /** In the transaction that ends or disables the device. By stream_viewers_device. */
    Flux<ViewerGone> removeAll(UUID device) {
        return database.sql(REMOVE_ALL)
                .bind("device", device)
                .map(PartingTable::gone)
                .all();
    }

    private static ViewerGone gone(Readable row) {
        return new ViewerGone(
                value(row, "user_id", String.class), value(row, "id", UUID.class), value(row, "device_id", UUID.class));
    }
}
