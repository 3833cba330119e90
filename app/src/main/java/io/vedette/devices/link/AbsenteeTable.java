package io.vedette.devices.link;

import static io.vedette.platform.data.Columns.value;

import io.vedette.devices.Absentees;
import io.vedette.platform.data.Lane;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Links, where one of the two is not there. */
@Repository
class AbsenteeTable implements Absentees {
    private final DatabaseClient database;

    AbsenteeTable(DatabaseClient database) {
        this.database = database;
    }

    /** By device_links_camera. */
    @Override
    public Mono<List<UUID>> linkedWith(UUID camera) {
        return Lane.jobs(database.sql("""
                select d.id from device_links l join devices d on d.id = l.client_device_id
                where l.camera_device_id = :camera and not d.online and d.status = 'active' and d.push_token is not null
                """)
                .bind("camera", camera)
                .map(row -> value(row, "id", UUID.class))
                .all()
                .collectList());
    }
}
