package io.vedette.commands;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.commands.Creation.New;
import io.vedette.devices.Device;
import io.vedette.platform.data.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Makes commands. */
@Repository
class CreationTable {
    /**
     * The client is locked, then cameras in the order of their ids, then links: who disables or unlinks comes before, and
     * nothing is made, or after, and finds what was made. Times, numbers and what waits are taken under the locks. One may
     * be pushed at once only if none waits that never was. Each step goes on with the rows of the one before: nothing is
     * joined that has no index, however many are wanted and whatever the planner expects.
     */
    static final String CREATE = """
            with source as materialized (
              select status from devices where id = :source and user_id = :user for key share
            ), cameras as materialized (
              select wanted.id as command, wanted.direct, d.id, d.status
              from unnest(:ids, :targets, :direct) as wanted (id, target, direct)
              join devices d on d.id = wanted.target and d.user_id = :user
              where exists (select from source) order by d.id for no key update of d
            ), links as materialized (
              select cameras.* from cameras
              join device_links l on l.camera_device_id = cameras.id and l.client_device_id = :source
              order by cameras.id for key share of l
            ), ready as materialized (
              select links.*, unsettled.untried, date_trunc('milliseconds', clock_timestamp()) as at
              from links cross join source cross join lateral commands_unsettled_of(links.id, :most) unsettled
              where links.status = 'active' and source.status = 'active' and unsettled.waiting < :most
            ), made as (
              insert into commands (id, user_id, source_device_id, target_device_id, number, command_type, payload, status,
                attempts, created_at, expires_at)
              select command, :user, :source, id, nextval('command_numbers'), :type, :payload, 'queued',
                case when direct and not untried then 1 else 0 end, at, at + make_interval(secs => :life)
              from ready returning *
            )
            select :source::uuid as target, (select status from source) as status, false as linked, null::uuid as id,
              null::bigint as number, null::integer as attempts, null::timestamptz as created_at,
              null::timestamptz as expires_at, null::float8 as left
            union all select id, status, false, null, null, null, null, null, null from cameras
            union all select id, status, true, null, null, null, null, null, null from links
            union all select target_device_id, 'active', true, id, number, attempts, created_at, expires_at,
              extract(epoch from expires_at - clock_timestamp())::float8 from made
            """;

    /** A command that is wanted. */
    record Wanted(UUID id, UUID target, boolean direct) {}

    private final DatabaseClient database;
    private final Transactions transactions;
    private final JsonMapper json;

    CreationTable(DatabaseClient database, Transactions transactions, JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.json = json;
    }

    /** One statement, however many are wanted. Cameras and links by their unique indexes, what waits by commands_unsettled. */
    Mono<List<Creation>> create(String userId, UUID source, Order order, List<Wanted> wanted, int mostPerCamera) {
        return transactions.single(database.sql(CREATE)
                .bind("ids", wanted.stream().map(Wanted::id).toArray(UUID[]::new))
                .bind("targets", wanted.stream().map(Wanted::target).toArray(UUID[]::new))
                .bind("direct", wanted.stream().map(Wanted::direct).toArray(Boolean[]::new))
                .bind("user", userId)
                .bind("source", source)
                .bind("type", order.commandType())
                .bind("payload", Json.of(json.writeValueAsString(order.payload())))
                .bind("life", order.life().toMillis() / 1000.0)
                .bind("most", mostPerCamera)
                .map(row -> finding(row, source, order))
                .all()
                .collectList()
                .map(findings -> creations(source, wanted, findings)));
    }

    /** Something about a camera, or about the client that sends. */
    private record Finding(
            UUID device,
            Device.@Nullable Status status,
            boolean linked,
            @Nullable New made) {
        static Finding nothing(UUID device) {
            return new Finding(device, null, false, null);
        }

        Finding and(Finding other) {
            return new Finding(
                    device,
                    status == null ? other.status : status,
                    linked || other.linked,
                    made == null ? other.made : made);
        }
    }

    private static Finding finding(Readable row, UUID source, Order order) {
        return new Finding(
                value(row, "target", UUID.class),
                status(row.get("status", String.class)),
                value(row, "linked", Boolean.class),
                row.get("number", Long.class) == null ? null : made(row, source, order));
    }

    private static List<Creation> creations(UUID source, List<Wanted> wanted, List<Finding> findings) {
        Map<UUID, Finding> found = new HashMap<>();
        findings.forEach(each -> found.merge(each.device(), each, Finding::and));
        Device.Status sending = Objects.requireNonNull(found.get(source)).status();
        return wanted.stream()
                .map(each -> creation(sending, found.getOrDefault(each.target(), Finding.nothing(each.target()))))
                .toList();
    }

    private static Creation creation(Device.@Nullable Status sending, Finding camera) {
        return new Creation(camera.device(), sending, camera.status(), camera.linked(), camera.made());
    }

    /** However many there are, they share the one payload: what they have in common is not read again. */
    private static New made(Readable row, UUID source, Order order) {
        Command command = new Command(
                value(row, "id", UUID.class),
                source,
                value(row, "target", UUID.class),
                order.commandType(),
                order.payload(),
                Command.Status.QUEUED,
                null,
                null,
                value(row, "attempts", Integer.class),
                value(row, "created_at", Instant.class),
                null,
                null,
                null,
                value(row, "expires_at", Instant.class));
        return new New(command, value(row, "number", Long.class), Duration.ofMillis((long)
                (value(row, "left", Double.class) * 1000)));
    }

    private static Device.@Nullable Status status(@Nullable String code) {
        return code == null ? null : Device.Status.of(code);
    }
}
