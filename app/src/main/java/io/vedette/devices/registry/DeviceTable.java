package io.vedette.devices.registry;

import static io.vedette.platform.data.Columns.orNull;
import static io.vedette.platform.data.Columns.value;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.devices.Device;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.secrets.SealedBox;
import io.vedette.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The devices as their owners manage them. What others must not read, such as a token for push messages, is sealed. */
@Repository
class DeviceTable {
    /** What push tokens are locked for. */
    static final String PUSH_TOKENS = "push-tokens";

    private static final String INSERT = """
            insert into devices (id, user_id, name, role, status, platform, app_version, push_token, metadata,
              token_version, created_at, updated_at)
            values (:id, :user, :name, :role, :status, :platform, :appVersion, :pushToken, :metadata, :version, :at, :at)
            """;
    private static final String LIST = "select " + Device.COLUMNS + """
            from devices d where d.user_id = :user
              and (:role::text is null or d.role = :role)
              and (:status::text is null or d.status = :status)
              and (:online::boolean is null or d.online = :online)
              and (:at::timestamptz is null or (d.created_at, d.id) < (:at, :id))
            order by d.created_at desc, d.id desc limit :rows
            """;
    private static final String UPDATE = """
            update devices d set name = coalesce(:name, name), role = coalesce(:role, role),
              status = coalesce(:status, status), metadata = coalesce(:metadata, metadata),
              platform = case when :changesPlatform then :platform else platform end,
              app_version = case when :changesVersion then :appVersion else app_version end,
              push_token = case when :changesPushToken then :pushToken else push_token end,
              disablings = disablings + case when status = 'active' and :status = 'disabled' then 1 else 0 end,
              updated_at = :now
            where id = :id returning
            """ + Device.COLUMNS;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final SealedBox pushTokens;

    DeviceTable(DatabaseClient database, JsonMapper json, Secrets secrets) {
        this.database = database;
        this.json = json;
        this.pushTokens = secrets.box(PUSH_TOKENS);
    }

    /** How many this user has. Until the transaction ends nobody else counts them: one more is one more. */
    Mono<Long> count(String userId) {
        return database.sql("select id from \"user\" where id = :user for no key update")
                .bind("user", userId)
                .fetch()
                .one()
                .then(database.sql("select count(*) as devices from devices where user_id = :user")
                        .bind("user", userId)
                        .map(row -> value(row, "devices", Long.class))
                        .one());
    }

    Mono<Device> insert(Device device, @Nullable String pushToken, int tokenVersion) {
        return database.sql(INSERT)
                .bind("id", device.id())
                .bind("user", device.userId())
                .bind("name", device.name())
                .bind("role", device.role().code())
                .bind("status", device.status().code())
                .bind("platform", orNull(device.platform(), String.class))
                .bind("appVersion", orNull(device.appVersion(), String.class))
                .bind("pushToken", orNull(sealed(device.id(), pushToken), byte[].class))
                .bind("metadata", Json.of(json.writeValueAsString(device.metadata())))
                .bind("version", tokenVersion)
                .bind("at", device.createdAt())
                .then()
                .thenReturn(device);
    }

    Mono<Device> find(String userId, UUID id) {
        return one(userId, id, "");
    }

    /** Nobody else changes it until the transaction ends. */
    Mono<Device> lock(String userId, UUID id) {
        return one(userId, id, "for update");
    }

    Flux<Device> list(String userId, ListDevices wanted, PageRequest page) {
        Cursor after = page.after();
        return database.sql(LIST)
                .bind("user", userId)
                .bind(
                        "role",
                        orNull(wanted.role() == null ? null : wanted.role().code(), String.class))
                .bind(
                        "status",
                        orNull(wanted.status() == null ? null : wanted.status().code(), String.class))
                .bind(
                        "online",
                        orNull(
                                wanted.presence() == null ? null : wanted.presence() == Device.Presence.ONLINE,
                                Boolean.class))
                .bind("at", orNull(after == null ? null : after.instant(0), Instant.class))
                .bind("id", orNull(after == null ? null : after.uuid(1), UUID.class))
                .bind("rows", page.rowsToRead())
                .map(this::device)
                .all();
    }

    Mono<Device> update(PatchDevice patch, Instant now) {
        return database.sql(UPDATE)
                .bind("id", patch.deviceId())
                .bind("name", orNull(patch.name(), String.class))
                .bind("role", orNull(patch.role() == null ? null : patch.role().code(), String.class))
                .bind(
                        "status",
                        orNull(patch.status() == null ? null : patch.status().code(), String.class))
                .bind(
                        "metadata",
                        orNull(
                                patch.metadata() == null ? null : Json.of(json.writeValueAsString(patch.metadata())),
                                Json.class))
                .bind("changesPlatform", patch.platform().isGiven())
                .bind("platform", orNull(patch.platform().value(), String.class))
                .bind("changesVersion", patch.appVersion().isGiven())
                .bind("appVersion", orNull(patch.appVersion().value(), String.class))
                .bind("changesPushToken", patch.pushToken().isGiven())
                .bind(
                        "pushToken",
                        orNull(sealed(patch.deviceId(), patch.pushToken().value()), byte[].class))
                .bind("now", now)
                .map(this::device)
                .one();
    }

    /** Whatever token the device has is dead; gives the version that holds from now on. */
    Mono<Integer> nextTokenVersion(UUID id) {
        return database.sql(
                        "update devices set token_version = token_version + 1 where id = :id returning token_version")
                .bind("id", id)
                .map(row -> value(row, "token_version", Integer.class))
                .one();
    }

    Mono<Void> delete(UUID id) {
        return database.sql("delete from devices where id = :id").bind("id", id).then();
    }

    private Mono<Device> one(String userId, UUID id, String lock) {
        return database.sql(
                        "select " + Device.COLUMNS + "from devices d where d.id = :id and d.user_id = :user " + lock)
                .bind("id", id)
                .bind("user", userId)
                .map(this::device)
                .one();
    }

    private Device device(Readable row) {
        return Device.read(row, json);
    }

    private byte @Nullable [] sealed(UUID id, @Nullable String pushToken) {
        return pushToken == null ? null : pushTokens.seal(pushToken.getBytes(StandardCharsets.UTF_8), id.toString());
    }
}
