package io.vedette.testing;

import io.vedette.devices.Device;
import io.vedette.platform.data.DatabaseUrl;
import java.util.UUID;

/** Devices that stand in the database without having been registered. */
public final class DeviceRows {
    private static final String OWNER = "ada";

    private final DatabaseUrl database;

    public DeviceRows(DatabaseUrl database) {
        this.database = database;
    }

    public UUID camera() {
        return of(OWNER, Device.Role.CAMERA);
    }

    public UUID client() {
        return of(OWNER, Device.Role.CLIENT);
    }

    public UUID of(String owner, Device.Role role) {
        return insert(UUID.randomUUID(), owner, role);
    }

    /** With that id. */
    public UUID camera(UUID id) {
        return insert(id, OWNER, Device.Role.CAMERA);
    }

    private UUID insert(UUID id, String owner, Device.Role role) {
        TestDatabase.execute(database, """
                insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
                values ('%1$s', '%1$s', '%1$s@example.test', true, now(), now()) on conflict do nothing
                """.formatted(owner));
        TestDatabase.execute(database, """
                insert into devices (id, user_id, name, role, status, metadata, token_version, created_at, updated_at)
                values ('%s', '%s', 'one', '%s', 'active', '{}', 1, now(), now())
                on conflict (id) do nothing
                """.formatted(id, owner, role.code()));
        return id;
    }

    /** So many cameras at once. */
    public void cameras(int count) {
        camera();
        TestDatabase.execute(database, """
                insert into devices (id, user_id, name, role, status, metadata, token_version, created_at, updated_at)
                select ('00000000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, 'ada', 'one', 'camera', 'active',
                  '{}', 1, now(), now() from generate_series(1, %d) number
                """.formatted(count));
    }

    /** The id of one of those. */
    public static UUID numbered(int number) {
        return UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number));
    }

    /** What stands in a device's row. */
    public String read(UUID id, String column) {
        return TestDatabase.ask(database, "select %s from devices where id = '%s'".formatted(column, id))
                .getFirst();
    }

    public void write(UUID id, String change) {
        TestDatabase.execute(database, "update devices set %s where id = '%s'".formatted(change, id));
    }

    public boolean isOnline(UUID id) {
        return read(id, "online").equals("t");
    }
}
