package io.vedette.devices.link;

import static io.vedette.platform.data.Columns.orNull;
import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.devices.Device;
import io.vedette.devices.DeviceLink;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The links. */
@Repository
class LinkTable {
    private static final String COLUMNS = " id, camera_device_id, client_device_id, created_at ";
    private static final String LIST = "select" + COLUMNS + """
            from device_links where user_id = :user
              and (:camera::uuid is null or camera_device_id = :camera)
              and (:client::uuid is null or client_device_id = :client)
              and (:at::timestamptz is null or (created_at, id) < (:at, :id))
            order by created_at desc, id desc limit :rows
            """;
    private static final String LINKED = """
            select camera_device_id as device, client_device_id as other, stands_since from device_links
            where camera_device_id = any(:ids)
            union all
            select client_device_id, camera_device_id, stands_since from device_links where client_device_id = any(:ids)
            """;

    /**
     * Two devices, the one that was asked for first.
     *
     * @param since a number of the outbox: facts from before the link have smaller ones
     */
    record Pair(UUID device, UUID other, long since) {}

    private final DatabaseClient database;

    LinkTable(DatabaseClient database) {
        this.database = database;
    }

    /** How many this user has. Until the transaction ends nobody else counts them: one more is one more. */
    Mono<Long> count(String userId) {
        return database.sql("select id from \"user\" where id = :user for no key update")
                .bind("user", userId)
                .fetch()
                .one()
                .then(database.sql("select count(*) as links from device_links where user_id = :user")
                        .bind("user", userId)
                        .map(row -> value(row, "links", Long.class))
                        .one());
    }

    /** The roles of those that are this user's, which stay what they are until the transaction ends. */
    Mono<Map<UUID, Device.Role>> roles(String userId, UUID one, UUID other) {
        return database.sql("""
                select id, role from devices where user_id = :user and id in (:one, :other) order by id for share
                """)
                .bind("user", userId)
                .bind("one", one)
                .bind("other", other)
                .map(row -> Map.entry(value(row, "id", UUID.class), Device.Role.of(value(row, "role", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<DeviceLink> insert(String userId, DeviceLink link) {
        return database.sql("""
                insert into device_links (id, user_id, camera_device_id, client_device_id, created_at, stands_since)
                values (:id, :user, :camera, :client, :at, nextval(pg_get_serial_sequence('outbox', 'id')))
                """)
                .bind("id", link.id())
                .bind("user", userId)
                .bind("camera", link.cameraDeviceId())
                .bind("client", link.clientDeviceId())
                .bind("at", link.createdAt())
                .then()
                .thenReturn(link);
    }

    Mono<DeviceLink> between(UUID camera, UUID client) {
        return database.sql("select" + COLUMNS
                        + "from device_links where camera_device_id = :camera and client_device_id = :client")
                .bind("camera", camera)
                .bind("client", client)
                .map(LinkTable::link)
                .one();
    }

    Flux<DeviceLink> list(String userId, ListLinks wanted, PageRequest page) {
        Cursor after = page.after();
        return database.sql(LIST)
                .bind("user", userId)
                .bind("camera", orNull(wanted.cameraDeviceId(), UUID.class))
                .bind("client", orNull(wanted.clientDeviceId(), UUID.class))
                .bind("at", orNull(after == null ? null : after.instant(0), Instant.class))
                .bind("id", orNull(after == null ? null : after.uuid(1), UUID.class))
                .bind("rows", page.rowsToRead())
                .map(LinkTable::link)
                .all();
    }

    Mono<DeviceLink> delete(String userId, UUID id) {
        return database.sql("delete from device_links where id = :id and user_id = :user returning" + COLUMNS)
                .bind("id", id)
                .bind("user", userId)
                .map(LinkTable::link)
                .one();
    }

    Flux<DeviceLink> deleteAllOf(UUID device) {
        return database.sql("delete from device_links where camera_device_id = :id or client_device_id = :id returning"
                        + COLUMNS)
                .bind("id", device)
                .map(LinkTable::link)
                .all();
    }

    Mono<Boolean> has(UUID device) {
        return database.sql("""
                select exists (select from device_links where camera_device_id = :id or client_device_id = :id) as linked
                """)
                .bind("id", device)
                .map(row -> value(row, "linked", Boolean.class))
                .one();
    }

    /** Each of these devices with each that it is linked with. */
    Flux<Pair> linkedWith(Collection<UUID> devices) {
        return database.sql(LINKED)
                .bind("ids", devices.toArray(UUID[]::new))
                .map(row -> new Pair(
                        value(row, "device", UUID.class),
                        value(row, "other", UUID.class),
                        value(row, "stands_since", Long.class)))
                .all();
    }

    private static DeviceLink link(Readable row) {
        return new DeviceLink(
                value(row, "id", UUID.class),
                value(row, "camera_device_id", UUID.class),
                value(row, "client_device_id", UUID.class),
                value(row, "created_at", Instant.class));
    }
}
