package io.vedette.testing;

import io.vedette.devices.Device;
import io.vedette.platform.data.DatabaseUrl;
import java.util.UUID;

/** Devices that stand in the database without having been registered. */
public final class DeviceRows {
    public static final String OWNER = "ada";

    private static final String CAMERAS = "00000000-0000-7000-8000-";
    private static final String CLIENTS = "00000000-0000-7000-9000-";

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
        many(count, Device.Role.CAMERA, CAMERAS);
    }

    /** So many clients at once. */
    public void clients(int count) {
        many(count, Device.Role.CLIENT, CLIENTS);
    }

    private void many(int count, Device.Role role, String prefix) {
        camera();
        TestDatabase.execute(database, """
                insert into devices (id, user_id, name, role, status, metadata, token_version, created_at, updated_at)
                select ('%s' || lpad(number::text, 12, '0'))::uuid, '%s', 'one', '%s', 'active', '{}', 1, now(), now()
                from generate_series(1, %d) number
                """.formatted(prefix, OWNER, role.code(), count));
    }

    /** The id of one of those cameras. */
    public static UUID numbered(int number) {
        return UUID.fromString(CAMERAS + "%012d".formatted(number));
    }

    /** The id of one of those clients. */
    public static UUID client(int number) {
        return UUID.fromString(CLIENTS + "%012d".formatted(number));
    }

    /** Links each of so many cameras with the client whose number a SQL expression makes of the camera's. */
    public void link(int cameras, String client) {
        TestDatabase.execute(database, """
                insert into device_links (id, user_id, camera_device_id, client_device_id, created_at)
                select gen_random_uuid(), '%s', ('%s' || lpad(number::text, 12, '0'))::uuid,
                  ('%s' || lpad((%s)::text, 12, '0'))::uuid, now() from generate_series(1, %d) number
                """.formatted(OWNER, CAMERAS, CLIENTS, client, cameras));
    }

    public void link(UUID camera, UUID client) {
        TestDatabase.execute(database, """
                insert into device_links (id, user_id, camera_device_id, client_device_id, created_at)
                select gen_random_uuid(), user_id, id, '%s', now() from devices where id = '%s'
                """.formatted(client, camera));
    }

    /** One that the client has just sent to the camera, which may be linked or not. */
    public UUID command(UUID camera, UUID client) {
        return UUID.fromString(
                TestDatabase.ask(database, """
                insert into commands (id, user_id, source_device_id, target_device_id, number, command_type, payload, status,
                  attempts, created_at, expires_at)
                select uuidv7(), user_id, '%s', id, nextval('command_numbers'), 'blink', '{}', 'queued', 0, at,
                  at + interval '5 minutes'
                from devices, date_trunc('milliseconds', now()) as at where id = '%s'
                returning id
                """.formatted(client, camera)).getFirst());
    }

    /** What the camera sees since just now. */
    public UUID motion(UUID camera) {
        return UUID.fromString(TestDatabase.ask(database, """
                insert into events (id, user_id, device_id, type, status, severity, started_at, metadata, created_at)
                select uuidv7(), user_id, id, 'motion', 'active', 'info', at, '{}', at
                from devices, date_trunc('milliseconds', now()) as at where id = '%s'
                on conflict (device_id, type) where status = 'active' do update set type = excluded.type
                returning id
                """.formatted(camera)).getFirst());
    }

    /** One that goes on since just now, between devices that are linked from now on. */
    public UUID stream(UUID camera, UUID client) {
        link(camera, client);
        return UUID.fromString(
                TestDatabase.ask(database, """
                insert into stream_sessions (id, user_id, camera_device_id, requester_device_id, command_id, status,
                  media_provider, requested_at, expires_at, started_at)
                select uuidv7(), user_id, id, '%s', uuidv7(), 'streaming', 'mock', at, at, at
                from devices, date_trunc('milliseconds', now()) as at where id = '%s'
                returning id
                """.formatted(client, camera)).getFirst());
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
