package io.vedette.videos;

import static io.vedette.platform.data.Columns.value;

import io.vedette.platform.data.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How videos go: first out of the lists, then their objects, at last their rows. */
@Repository
class RemovalTable {
    /** Whoever had a URL to upload it may have begun just before its end. */
    private static final double LATEST_UPLOAD_SECONDS = 3_600;

    private static final String REMOVE = """
            with old as materialized (
              select id, status from videos where %s for update %s
            ), gone as (
              update videos v set status = 'removed', sweep_at = clock_timestamp()
              from old where v.id = old.id
              returning v.id, v.user_id, case when old.status = 'uploaded' then v.size_bytes else 0 end as bytes
            ), less as (
              update video_usage u set bytes = greatest(0, u.bytes - each.bytes)
              from (select user_id, sum(bytes) as bytes from gone group by user_id) each where u.user_id = each.user_id
            )
            select id from gone
            """;

    static final String REMOVE_ONE = REMOVE.formatted("id = :id and status <> 'removed'", "");

    static final String REMOVE_OLD = REMOVE.formatted(
            "id < first_id_at(now() - make_interval(secs => :age)) and status = 'uploaded' "
                    + "and uploaded_at < now() - make_interval(secs => :age) order by id limit :most",
            "skip locked");

    /** Those whose owner is gone are not in anybody's sum. */
    static final String REMOVE_ORPHANS = """
            update videos set status = 'removed', sweep_at = clock_timestamp() where id in (
              select id from videos where user_id is null and status = 'uploaded' order by id limit :most for update skip locked)
            """;

    static final String TAKE = """
            with due as materialized (
              select id from videos where sweep_at <= now() order by sweep_at limit :most for update skip locked
            )
            update videos v set status = 'removed', sweep_at = clock_timestamp() + make_interval(secs => :lease)
            from due where v.id = due.id
            returning v.id, v.object_key
            """;

    /** An object that came after all goes the second time. */
    static final String DONE = """
            with done as (
              delete from videos where id = any(:ids) and status = 'removed'
                and created_at < now() - make_interval(secs => :upload)
              returning id
            )
            update videos set sweep_at = created_at + make_interval(secs => :upload)
            where id = any(:ids) and status = 'removed' and id not in (select id from done)
            """;

    /** Whose object is to go. */
    record Leftover(UUID id, String key) {}

    private final DatabaseClient database;

    RemovalTable(DatabaseClient database) {
        this.database = database;
    }

    /** Nothing, if it is removed already. In a transaction, as {@link #removeOld}. By primary keys. */
    Mono<List<UUID>> remove(UUID id) {
        return database.sql(REMOVE_ONE)
                .bind("id", id)
                .map(row -> value(row, "id", UUID.class))
                .all()
                .collectList();
    }

    /** By primary key: none is uploaded before it is announced. */
    Mono<List<UUID>> removeOld(Duration age, int most) {
        return Lane.jobs(database.sql(REMOVE_OLD)
                .bind("age", age.toMillis() / 1000.0)
                .bind("most", most)
                .map(row -> value(row, "id", UUID.class))
                .all()
                .collectList());
    }

    /** By videos_orphans. */
    Mono<Void> removeOrphans(int most) {
        return Lane.jobs(database.sql(REMOVE_ORPHANS).bind("most", most).then());
    }

    /** For as long as a lease. By videos_sweep. */
    Flux<Leftover> take(int most, Duration lease) {
        return Lane.jobs(database.sql(TAKE)
                .bind("most", most)
                .bind("lease", (double) lease.toSeconds())
                .map(row -> new Leftover(value(row, "id", UUID.class), value(row, "object_key", String.class)))
                .all());
    }

    /** Their objects are gone. By primary key. */
    Mono<Void> done(Collection<UUID> ids) {
        return Lane.jobs(database.sql(DONE)
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("upload", LATEST_UPLOAD_SECONDS)
                .then());
    }
}
