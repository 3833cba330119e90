package io.vedette.commands.delivery;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.commands.CommandChanged;
import io.vedette.platform.ops.Ticks;
import io.vedette.platform.outbox.FactRows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The commands, as those see them who bring them to the cameras. Each step is one statement; rows are locked in order. */
@Repository
class DeliveryTable {
    private static final String PARCEL = """
            c.id, c.target_device_id, c.number, c.command_type, c.payload, c.source_device_id, c.created_at, c.expires_at,
              c.attempts, extract(epoch from c.expires_at - clock_timestamp())::float8 as seconds_left
            """;

    private final DatabaseClient database;
    private final FactRows facts;
    private final JsonMapper json;

    DeliveryTable(DatabaseClient database, FactRows facts, JsonMapper json) {
        this.database = database;
        this.facts = facts;
        this.json = json;
    }

    /** What comes next for each of those cameras, counted as pushed. By index commands_unsettled. */
    Flux<Parcel> claim(Collection<Claim> claims) {
        return parcels(database.sql("""
                with next as materialized (
                  select found.id from unnest(:cameras, :free, :after, :pushed) as asked (camera, free, after, pushed)
                  cross join lateral (
                    select c.id from commands c
                    where c.target_device_id = asked.camera and c.status in ('queued', 'sent')
                      and c.number > asked.after and (asked.pushed or c.attempts = 0)
                      and c.expires_at > clock_timestamp()
                    order by c.number limit asked.free for no key update of c
                  ) found
                )
                update commands c set attempts = c.attempts + 1 from next where c.id = next.id
                returning
                """ + PARCEL)
                .bind("cameras", claims.stream().map(Claim::cameraId).toArray(UUID[]::new))
                .bind("free", claims.stream().map(Claim::free).toArray(Integer[]::new))
                .bind("after", claims.stream().map(Claim::after).toArray(Long[]::new))
                .bind("pushed", claims.stream().map(Claim::pushed).toArray(Boolean[]::new)));
    }

    /** Those that are still worth it, counted once more. By primary key. */
    Flux<Parcel> again(List<UUID> commandIds) {
        return parcels(database.sql("""
                with due as materialized (
                  select c.id from commands c where c.id = any(:ids) and c.status in ('queued', 'sent')
                    and c.expires_at > clock_timestamp()
                  order by c.id for no key update of c
                )
                update commands c set attempts = c.attempts + 1 from due where c.id = due.id
                returning
                """ + PARCEL).bind("ids", commandIds.toArray(UUID[]::new)));
    }

    /**
     * How far those have come that are unsettled. By primary key.
     *
     * @param confirmed by id, whether the camera has confirmed it or was only sent it
     */
    Mono<List<FactRows.Added>> mark(Map<UUID, Boolean> confirmed) {
        List<Map.Entry<UUID, Boolean>> marks = List.copyOf(confirmed.entrySet());
        DatabaseClient.GenericExecuteSpec statement = database.sql(
                        """
                with marked as materialized (
                  select c.id, mark.confirmed, c.status = 'queued' as first
                  from unnest(:ids, :confirmed) as mark (id, confirmed) join commands c on c.id = mark.id
                  where c.status in ('queued', 'sent')
                  order by c.id for no key update of c
                ), changed as (
                  update commands c set status = 'sent',
                    sent_at = coalesce(c.sent_at, date_trunc('milliseconds', clock_timestamp())),
                    delivered_at = case when marked.confirmed
                      then coalesce(c.delivered_at, date_trunc('milliseconds', clock_timestamp())) else c.delivered_at end
                  from marked where c.id = marked.id
                    and (marked.first or (marked.confirmed and c.delivered_at is null))
                  returning c.*, marked.first
                ), told as (select %s from changed c where c.first), %s
                select %s from facts
                """.formatted(CommandChanged.FACT, FactRows.from("told"), FactRows.COLUMNS))
                .bind("ids", marks.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .bind("confirmed", marks.stream().map(Map.Entry::getValue).toArray(Boolean[]::new));
        return facts.bind(statement, CommandChanged.class)
                .map(row -> facts.read(row, CommandChanged.class))
                .all()
                .collectList();
    }

    /** Which of those cameras have something that was never pushed. By index commands_unsettled. */
    Flux<UUID> unpushed(List<UUID> cameraIds) {
        return database.sql("""
                select camera from unnest(:cameras) as camera where exists (
                  select from commands c where c.target_device_id = camera and c.status in ('queued', 'sent')
                    and c.attempts = 0 and c.expires_at > clock_timestamp())
                """)
                .bind("cameras", cameraIds.toArray(UUID[]::new))
                .map(row -> value(row, "camera", UUID.class))
                .all();
    }

    private Flux<Parcel> parcels(DatabaseClient.GenericExecuteSpec statement) {
        return Flux.defer(() -> {
            long askedAt = Ticks.nanos();
            return statement.map(row -> parcel(row, askedAt)).all();
        });
    }

    private Parcel parcel(Readable row, long askedAt) {
        return new Parcel(
                value(row, "id", UUID.class),
                value(row, "target_device_id", UUID.class),
                value(row, "number", Long.class),
                value(row, "command_type", String.class),
                json.readValue(value(row, "payload", Json.class).asString(), ObjectNode.class),
                value(row, "source_device_id", UUID.class),
                value(row, "created_at", Instant.class),
                value(row, "expires_at", Instant.class),
                value(row, "attempts", Integer.class),
                Parcel.deadline(askedAt, value(row, "seconds_left", Double.class)));
    }
}
