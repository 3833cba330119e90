package io.vedette.devices.presence;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * What sockets change in the rows of devices. Rows are locked in the order of their ids, and what decides is looked at
 * again under the lock. A device is online while it is active and its row names a node or the end of a heartbeat's time.
 */
@Repository
class PresenceTable {
    /** @param silentFor since something was heard, in seconds of the ticks: no node's clock counts */
    record Here(UUID deviceId, int tokenVersion, double silentFor) {}

    /** @param silentFor the same */
    record Gone(UUID deviceId, double silentFor) {}

    /** Never before what it was, nor in a future that a clock has taken back. */
    private static final String LAST_SEEN = """
            date_trunc('milliseconds', least(statement_timestamp(),
              greatest(d.last_seen_at, statement_timestamp() - make_interval(secs => locked.silent))))
            """;

    /** What to do about rows that somebody else writes just now. */
    enum Locked {
        AWAIT("for no key update of d"),
        LEAVE_OUT("for no key update of d skip locked");

        private final String clause;

        Locked(String clause) {
            this.clause = clause;
        }
    }

    private final DatabaseClient database;

    PresenceTable(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Those that have sockets here, as long as this node has not been given up: whoever gives it up waits for this. By
     * primary key.
     *
     * @return those that may be here, changed or not
     */
    Mono<List<Change>> come(UUID node, List<Here> here, Locked locked) {
        return database.sql("""
                with alive as materialized (
                  select from nodes where id = :node and left_because is null for share
                ), locked as materialized (
                  select d.id, d.online, here.silent from alive
                  cross join unnest(:ids, :versions, :silent) as here (id, version, silent)
                  join devices d on d.id = here.id
                  where d.status = 'active' and d.token_version = here.version
                  order by d.id %s
                )
                update devices d set online = true, last_seen_at = %s,
                  nodes = case when :node = any(d.nodes) then d.nodes else d.nodes || :node end
                from locked where d.id = locked.id
                returning %s
                """.formatted(locked.clause, LAST_SEEN, Change.COLUMNS))
                .bind("node", node)
                .bind("ids", here.stream().map(Here::deviceId).toArray(UUID[]::new))
                .bind("versions", here.stream().map(Here::tokenVersion).toArray(Integer[]::new))
                .bind("silent", here.stream().map(Here::silentFor).toArray(Double[]::new))
                .map(Change::read)
                .all()
                .collectList();
    }

    /** Those that have no socket here any more. By primary key. */
    Mono<List<Change>> go(UUID node, List<Gone> gone, Locked locked) {
        return database.sql("""
                with locked as materialized (
                  select d.id, d.online, gone.silent
                  from unnest(:ids, :silent) as gone (id, silent) join devices d on d.id = gone.id
                  order by d.id %s
                )
                update devices d set nodes = array_remove(d.nodes, :node), last_seen_at = %s,
                  online = d.status = 'active'
                    and (array_remove(d.nodes, :node) <> '{}' or d.beats_until is not null)
                from locked where d.id = locked.id
                returning %s
                """.formatted(locked.clause, LAST_SEEN, Change.COLUMNS))
                .bind("node", node)
                .bind("ids", gone.stream().map(Gone::deviceId).toArray(UUID[]::new))
                .bind("silent", gone.stream().map(Gone::silentFor).toArray(Double[]::new))
                .map(Change::read)
                .all()
                .collectList();
    }

    /** Empty where there is no such device. By primary key. */
    Mono<Change> end(UUID deviceId) {
        return database.sql("""
                with locked as materialized (
                  select id, online from devices where id = :id for no key update
                )
                update devices d set nodes = '{}', beats_until = null, online = false
                from locked where d.id = locked.id
                returning %s
                """.formatted(Change.COLUMNS))
                .bind("id", deviceId)
                .map(Change::read)
                .one();
    }
}
