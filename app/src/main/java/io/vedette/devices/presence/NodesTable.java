package io.vedette.devices.presence;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import io.vedette.devices.PresenceReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The nodes that run, and those that have left devices behind. The table is as small as they are few. */
@Repository
class NodesTable {
    /** @param leftBecause null while it counts */
    record Node(UUID id, long beats, @Nullable PresenceReason leftBecause) {
        static Node read(Readable row) {
            String reason = row.get("left_because", String.class);
            return new Node(
                    value(row, "id", UUID.class),
                    value(row, "beats", Long.class),
                    reason == null ? null : PresenceReason.of(reason));
        }
    }

    /**
     * Some devices were looked at.
     *
     * @param last of them; null after the last of all
     */
    record Step(@Nullable UUID last, List<Change> changes) {}

    private record Line(@Nullable UUID last, Optional<Change> change) {
        static Line read(Readable row) {
            boolean changed = row.get("id", UUID.class) != null;
            return new Line(row.get("last", UUID.class), changed ? Optional.of(Change.read(row)) : Optional.empty());
        }
    }

    private final DatabaseClient database;

    NodesTable(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> insert(UUID node) {
        return database.sql("insert into nodes (id) values (:id)")
                .bind("id", node)
                .then();
    }

    /** @return whether it still counts as running */
    Mono<Boolean> beat(UUID node) {
        return database.sql("update nodes set beats = beats + 1 where id = :id and left_because is null")
                .bind("id", node)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Flux<Node> all() {
        return database.sql("select id, beats, left_because from nodes")
                .map(Node::read)
                .all();
    }

    /** From now on it writes nothing; what it was just writing is waited for. */
    Mono<Boolean> leave(UUID node, PresenceReason reason) {
        return database.sql("update nodes set left_because = :reason where id = :id and left_because is null")
                .bind("id", node)
                .bind("reason", reason.code())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** The same for one that is silent; nothing happens where it has counted on. */
    Mono<Boolean> giveUp(Node silent) {
        return database.sql("""
                update nodes set left_because = :reason where id = :id and left_because is null and beats = :beats
                """)
                .bind("id", silent.id())
                .bind("beats", silent.beats())
                .bind("reason", PresenceReason.NODE_LOST.code())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Void> delete(UUID node) {
        return database.sql("delete from nodes where id = :id").bind("id", node).then();
    }

    /** Takes a node that has left off the next devices of all, in the order of their ids. By primary key. */
    Mono<Step> takeOff(UUID node, UUID after, int most) {
        return database.sql("""
                with seen as materialized (
                  select id from devices where id > :after order by id limit :most
                ), locked as materialized (
                  select d.id, d.online from devices d
                  where d.id in (select id from seen) and :node = any(d.nodes) order by d.id for no key update of d
                ), changed as (
                  update devices d set nodes = array_remove(d.nodes, :node),
                    online = d.status = 'active'
                      and (array_remove(d.nodes, :node) <> '{}' or d.beats_until is not null)
                  from locked where d.id = locked.id
                  returning %s
                )
                select (select id from seen order by id desc limit 1) as last, changed.*
                from (values (1)) one left join changed on true
                """.formatted(Change.COLUMNS))
                .bind("node", node)
                .bind("after", after)
                .bind("most", most)
                .map(Line::read)
                .all()
                .collectList()
                .map(NodesTable::step);
    }

    private static Step step(List<Line> lines) {
        List<Change> changes = new ArrayList<>();
        lines.forEach(line -> line.change().ifPresent(changes::add));
        return new Step(lines.getFirst().last(), changes);
    }
}
