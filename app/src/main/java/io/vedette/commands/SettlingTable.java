package io.vedette.commands;

import static io.vedette.platform.data.Columns.orNull;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.vedette.commands.Command.Status;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.outbox.FactRows;
import io.vedette.platform.outbox.FactRows.Added;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Settles commands, each once: whoever gets the row first decides, by the database's clock. */
@Repository
class SettlingTable {
    private static final String FACTS =
            "told as materialized (select %s from changed c), %s".formatted(CommandChanged.FACT, FactRows.from("told"));

    /** Time is looked at once the row is ours. */
    static final String SETTLE = """
            with found as materialized (
              select * from commands where id = :id and user_id = :user for no key update
            ), judged as materialized (
              select found.*, expires_at <= clock_timestamp() as late,
                date_trunc('milliseconds', clock_timestamp()) as at from found
            ), changed as (
              update commands c set settled_at = j.at, status = case when j.late then 'expired' else :status end,
                error = case when j.late then null else :error end,
                result = case when j.late then null else :result end,
                sent_at = case when j.late or not :confirms then c.sent_at else coalesce(c.sent_at, j.at) end,
                delivered_at = case when j.late or not :confirms then c.delivered_at
                  else coalesce(c.delivered_at, j.at) end
              from judged j
              where c.id = j.id and j.status in ('queued', 'sent')
                and (:target::uuid is null or j.target_device_id = :target)
                and (:source::uuid is null or j.source_device_id = :source)
              returning c.*
            ), %s
            select %s, %s from changed c cross join facts
            union all
            select %2$s, null, null, null from found c where not exists (select from changed)
            """.formatted(FACTS, Command.COLUMNS, FactRows.COLUMNS);

    /** What is late has expired, also where it would be cancelled. */
    private static final String SETTLE_MANY = """
            with found as materialized (
              select id from commands where status in ('queued', 'sent') and %s
            ), changed as (
              update commands c set settled_at = date_trunc('milliseconds', clock_timestamp()),
                status = case when expires_at <= clock_timestamp() then 'expired' else 'cancelled' end
              from found where c.id = found.id
              returning c.*
            ), %s
            select %s from facts
            """;

    static final String CANCEL_OVER_LINK = SETTLE_MANY.formatted(
            "target_device_id = :camera and source_device_id = :client order by id for no key update",
            FACTS,
            FactRows.COLUMNS);
    static final String CANCEL_OF_DEVICE = SETTLE_MANY.formatted(
            "(target_device_id = :device or source_device_id = :device) order by id for no key update",
            FACTS,
            FactRows.COLUMNS);
    static final String EXPIRE = SETTLE_MANY.formatted(
            "expires_at <= now() order by expires_at limit :most for no key update skip locked",
            FACTS,
            FactRows.COLUMNS);

    /**
     * How a command is to be settled.
     *
     * @param target who alone may, if it is for the camera
     * @param source who alone may, if it is for the client that sent it
     */
    record Settling(
            UUID commandId,
            String userId,
            @Nullable UUID target,
            @Nullable UUID source,
            Status status,
            @Nullable String error,
            @Nullable JsonNode result) {}

    /** @param fact null if it was not this that settled it */
    record Settled(Command command, @Nullable Added fact) {}

    private final DatabaseClient database;
    private final Transactions transactions;
    private final FactRows facts;
    private final JsonMapper json;
    private final CommandMeters meters;

    SettlingTable(
            DatabaseClient database, Transactions transactions, FactRows facts, JsonMapper json, CommandMeters meters) {
        this.database = database;
        this.transactions = transactions;
        this.facts = facts;
        this.json = json;
        this.meters = meters;
    }

    /** Empty where this user has no such command. By primary key. */
    Mono<Settled> settle(Settling how) {
        JsonNode result = how.result();
        return transactions
                .single(told(SETTLE)
                        .bind("id", how.commandId())
                        .bind("user", how.userId())
                        .bind("status", how.status().code())
                        .bind("error", orNull(how.error(), String.class))
                        .bind(
                                "result",
                                orNull(result == null ? null : Json.of(json.writeValueAsString(result)), Json.class))
                        .bind("confirms", how.target() != null)
                        .bind("target", orNull(how.target(), UUID.class))
                        .bind("source", orNull(how.source(), UUID.class))
                        .map(this::settled)
                        .one())
                .flatMap(settled -> announced(settled));
    }

    /** In the transaction that ends the link. By commands_unsettled. */
    Mono<Integer> cancelOverLink(UUID camera, UUID client) {
        return many(told(CANCEL_OVER_LINK).bind("camera", camera).bind("client", client));
    }

    /** In the transaction that ends or disables the device. By commands_unsettled and commands_awaited. */
    Mono<Integer> cancelOf(UUID device) {
        return many(told(CANCEL_OF_DEVICE).bind("device", device));
    }

    /** Leaves alone what somebody else is about to settle. By commands_expiring. */
    Mono<Integer> expire(int most) {
        return Lane.jobs(transactions.single(many(told(EXPIRE).bind("most", most))));
    }

    private GenericExecuteSpec told(String sql) {
        return facts.bind(database.sql(sql), CommandChanged.class);
    }

    private Mono<Integer> many(GenericExecuteSpec statement) {
        return statement
                .map(row -> facts.read(row, CommandChanged.class))
                .all()
                .collectList()
                .flatMap(added -> told(added).thenReturn(added.size()));
    }

    private Settled settled(Readable row) {
        boolean changed = row.get("fact_id", Long.class) != null;
        return new Settled(Command.read(row, json), changed ? facts.read(row, CommandChanged.class) : null);
    }

    private Mono<Settled> announced(Settled settled) {
        return settled.fact() == null
                ? Mono.just(settled)
                : told(List.of(settled.fact())).thenReturn(settled);
    }

    private Mono<Void> told(List<Added> added) {
        meters.settled(added);
        return facts.announce(added);
    }
}
