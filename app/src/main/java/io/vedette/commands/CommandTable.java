package io.vedette.commands;

import io.vedette.platform.data.Conditions;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The commands as they are read. */
@Repository
class CommandTable {
    private static final String FIND =
            "select " + Command.COLUMNS + "from commands c where c.id = :id and c.user_id = :user";
    private static final String NEWEST_FIRST = " order by c.created_at desc, c.id desc limit :rows";

    /** By primary key; what still waits stays. */
    static final String FORGET = """
            delete from commands where id in (
              select id from commands
              where id < first_id_at(now() - make_interval(secs => :age))
                and created_at < now() - make_interval(secs => :age) and status not in ('queued', 'sent')
              order by id limit :most for update skip locked)
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    CommandTable(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Command> find(String userId, UUID id) {
        return database.sql(FIND)
                .bind("id", id)
                .bind("user", userId)
                .map(row -> Command.read(row, json))
                .one();
    }

    Flux<Command> list(String userId, ListCommands wanted, PageRequest page) {
        return query(userId, wanted, page)
                .on(database)
                .map(row -> Command.read(row, json))
                .all();
    }

    /** A few of the oldest; gives how many. */
    Mono<Long> forget(Duration age, int most) {
        return Lane.jobs(database.sql(FORGET)
                .bind("age", (double) age.toSeconds())
                .bind("most", most)
                .fetch()
                .rowsUpdated());
    }

    /**
     * By the index that begins with what is wanted: commands_user and those named like it; those of a device by
     * commands_source and commands_target, merged.
     */
    static Query query(String userId, ListCommands wanted, PageRequest page) {
        Command.Status status = wanted.status();
        Conditions conditions = Conditions.of("c.user_id = :user", "user", userId)
                .with("device", wanted.deviceId())
                .and("c.status = :status", "status", status == null ? null : status.code())
                .and("c.command_type = :type", "type", wanted.commandType())
                .and("c.created_at >= :from", "from", wanted.from())
                .and("c.created_at <= :to", "to", wanted.to());
        Cursor after = page.after();
        if (after != null) {
            conditions.olderThan("c.created_at, c.id", after.instant(0), after.uuid(1));
        }
        return conditions.query(
                wanted.deviceId() == null ? part(conditions.sql()) : ofDevice(conditions.sql()), page.rowsToRead());
    }

    private static String ofDevice(String where) {
        return "select * from ((%s) union all (%s)) c"
                        .formatted(
                                part(where + " and c.target_device_id = :device"),
                                part(where + " and c.source_device_id = :device"))
                + NEWEST_FIRST;
    }

    private static String part(String where) {
        return "select " + Command.COLUMNS + "from commands c where " + where + NEWEST_FIRST;
    }
}
