package io.vedette.devices.token;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.devices.Device.Role;
import io.vedette.devices.Device.Status;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The states of many devices at once. */
@Repository
class StateTable {
    private final DatabaseClient database;

    StateTable(DatabaseClient database) {
        this.database = database;
    }

    Mono<Map<UUID, DeviceState>> read(Collection<UUID> ids) {
        return database.sql(
                        "select id, user_id, role, status, token_version, disablings from devices where id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(StateTable::state)
                .all()
                .collectMap(DeviceState::id);
    }

    private static DeviceState state(Readable row) {
        return new DeviceState(
                value(row, "id", UUID.class),
                value(row, "user_id", String.class),
                Role.of(value(row, "role", String.class)),
                Status.of(value(row, "status", String.class)),
                value(row, "token_version", Integer.class),
                value(row, "disablings", Integer.class));
    }
}
