package io.vedette.admin;

import static io.vedette.platform.data.Columns.value;

import io.vedette.platform.data.Lane;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads what others have written, to count it. */
@Repository
class FiguresTable {
    /** What is counted of each sort, the latest first: an index gives that many in a moment. */
    static final int MOST = 50_000;

    static final String COUNT = """
            select 'online' as sort, role as name, count(*) as count
            from (select role from devices where online limit :most) online
            group by role
            union all
            select 'command', status, count(*)
            from (
              select status from commands where id >= first_id_at(now() - interval '24 hours') order by id desc limit :most
            ) latest
            group by status
            union all
            select 'motion', extract(epoch from hour)::bigint::text, count(latest.type)
            from generate_series(
              date_trunc('hour', now(), 'UTC') - interval '23 hours', date_trunc('hour', now(), 'UTC'), interval '1 hour'
            ) hour
            left join (
              select type, created_at from events
              where id >= first_id_at(date_trunc('hour', now(), 'UTC') - interval '23 hours') order by id desc limit :most
            ) latest on latest.type = 'motion' and date_trunc('hour', latest.created_at, 'UTC') = hour
            group by hour
            """;

    /** How many there are of one name. */
    record Count(String sort, String name, long count) {}

    private final DatabaseClient database;

    FiguresTable(DatabaseClient database) {
        this.database = database;
    }

    /** By devices_online and two primary keys, as ids sort by time. */
    Mono<List<Count>> count() {
        return Lane.jobs(database.sql(COUNT)
                .bind("most", MOST)
                .map(row -> new Count(
                        value(row, "sort", String.class),
                        value(row, "name", String.class),
                        value(row, "count", Long.class)))
                .all()
                .collectList());
    }
}
