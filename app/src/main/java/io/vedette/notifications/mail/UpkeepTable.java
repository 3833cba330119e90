package io.vedette.notifications.mail;

import io.r2dbc.spi.Readable;
import io.vedette.platform.data.Columns;
import io.vedette.platform.data.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The same mails as those see them who count and clean up. */
@Repository
class UpkeepTable {
    /** @param pausedBecause empty while nothing holds this account up */
    record Waiting(long mails, double oldestSeconds, Instant pausedUntil, String pausedBecause) {
        static final Waiting NOTHING = new Waiting(0, 0, Instant.EPOCH, "");

        boolean paused() {
            return !pausedBecause.isEmpty();
        }
    }

    private final DatabaseClient database;
    private final Clock clock;

    UpkeepTable(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Served by the index on next_at. */
    Mono<Waiting> waiting(String account) {
        return Lane.jobs(database.sql("""
                select count(mails.id) as mails,
                  coalesce(extract(epoch from :now - min(mails.created_at)), 0)::float8 as oldest, paused_until,
                  case when paused_account = :account and paused_until > :now then paused_because else '' end as because
                from mail_pace left join mails on settled_at is null
                group by mail_pace.id
                """)
                .bind("account", account)
                .bind("now", clock.instant())
                .map(row -> seen(row))
                .one());
    }

    /** In small steps, served by the index on settled_at; what another node is forgetting is left to it. */
    Mono<Long> forget(Duration olderThan, int atMost) {
        return Lane.jobs(database.sql("""
                delete from mails where id in (
                  select id from mails where settled_at < :before
                  order by settled_at limit :atMost for update skip locked)
                """)
                .bind("before", clock.instant().minus(olderThan))
                .bind("atMost", atMost)
                .fetch()
                .rowsUpdated());
    }

    private static Waiting seen(Readable row) {
        return new Waiting(
                Columns.value(row, "mails", Long.class),
                Columns.value(row, "oldest", Double.class),
                Columns.value(row, "paused_until", Instant.class),
                Columns.value(row, "because", String.class));
    }
}
