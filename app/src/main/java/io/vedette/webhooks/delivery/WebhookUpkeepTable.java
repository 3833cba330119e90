package io.vedette.webhooks.delivery;

import static io.vedette.platform.data.Columns.value;

import io.vedette.platform.data.Lane;
import io.vedette.webhooks.delivery.WebhookMeters.Measured;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Removes what is over, and counts what is there. */
@Repository
class WebhookUpkeepTable {
    /** By webhook_deliveries_settled. */
    static final String FORGET = """
            delete from webhook_deliveries where id in (
              select id from webhook_deliveries
              where status <> 'pending' and settled_at < now() - make_interval(secs => :age)
              order by settled_at limit :most for update skip locked)
            """;

    /** By webhooks_gone and webhook_deliveries_webhook. */
    static final String FORGET_OF_GONE = """
            with gone as materialized (select id from webhooks where user_id is null order by id limit 20)
            delete from webhook_deliveries where id in (
              select d.id from gone cross join lateral (
                select id from webhook_deliveries where webhook_id = gone.id
                order by number desc limit :most for update skip locked) d
              limit :most)
            """;

    /** By webhooks_gone and webhook_deliveries_webhook. */
    static final String FORGET_GONE = """
            with forgotten as (
              delete from webhooks w where user_id is null
                and not exists (select from webhook_deliveries d where d.webhook_id = w.id)
              returning id)
            select (select count(*) from webhooks where user_id is null) - (select count(*) from forgotten) as remaining
            """;

    private static final String MEASURE = """
            select count(*) as active, count(*) filter (where failures >= 3) as failing,
              (select count(*) from webhook_deliveries where status = 'pending' and attempts = 0)
                + (select count(*) from webhook_deliveries where status = 'pending' and attempts > 0) as pending,
              greatest(0, coalesce(extract(epoch from now() - min(due_at) filter (where leased_until <= now())), 0))::float8
                as late
            from webhooks where status = 'active' and user_id is not null
            """;

    private final DatabaseClient database;

    WebhookUpkeepTable(DatabaseClient database) {
        this.database = database;
    }

    /** Gives how many were removed. */
    Mono<Long> forget(Duration age, int most) {
        return Lane.jobs(database.sql(FORGET)
                .bind("age", age.toMillis() / 1000.0)
                .bind("most", most)
                .fetch()
                .rowsUpdated());
    }

    /** The same of webhooks that are no more. */
    Mono<Long> forgetOfGone(int most) {
        return Lane.jobs(database.sql(FORGET_OF_GONE).bind("most", most).fetch().rowsUpdated());
    }

    /** Those of whom no delivery is left; gives how many remain. */
    Mono<Long> forgetGone() {
        return Lane.jobs(database.sql(FORGET_GONE)
                .map(row -> value(row, "remaining", Long.class))
                .one());
    }

    /** By webhook_deliveries_first and _again. */
    Mono<Measured> measure() {
        return Lane.jobs(database.sql(MEASURE)
                .map(row -> new Measured(
                        value(row, "active", Long.class),
                        value(row, "failing", Long.class),
                        value(row, "pending", Long.class),
                        value(row, "late", Double.class)))
                .one());
    }
}
