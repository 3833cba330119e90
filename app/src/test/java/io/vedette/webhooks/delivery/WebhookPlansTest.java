package io.vedette.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Retention;
import io.vedette.testing.Plan;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Among a million deliveries to a thousand webhooks each statement reads about as many as it gives or changes. A tenth is to
 * one webhook, for which 12,000 wait; for one in ten of the others something does.
 */
class WebhookPlansTest {
    /** What waits for one webhook is bounded, so it may be looked through. */
    private static final int WAITING = 12_000;

    private static final UUID BUSY = new UUID(0, 1);
    private static final UUID LEASE = new UUID(7, 7);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("DATABASE_URL", TestDatabase.text(DATABASE)));
        List.of(WebhookSender.class, WebhookGauge.class, DeliveryRetention.class, GoneWebhooks.class)
                .forEach(rounds -> server.bean(rounds).stop());
        million();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void million() {
        TestDatabase.execute(DATABASE, """
                insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
                select 'user' || n, 'one', 'user' || n || '@example.test', true, now(), now() from generate_series(0, 1999) n;
                insert into webhooks (id, user_id, url, events, status, keys, stands_since, created_at, due_at, lease, failures)
                select ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, 'user' || n % 2000, 'http://x', '{*}',
                  'active', '', 0, now(), case when n % 10 = 0 then now() end, '00000000-0000-0007-0000-000000000007',
                  case when n % 50 = 0 then 3 else 0 end
                from generate_series(1, 20000) n
                """);
        String mine =
                "from pg_indexes where tablename = 'webhook_deliveries' and indexname like 'webhook\\_deliveries\\_%'"
                        + " and indexname not like '%\\_key' and indexname not like '%\\_pkey'";
        List<String> indexes = TestDatabase.ask(DATABASE, "select indexdef " + mine);
        assertThat(indexes).hasSize(4);
        TestDatabase.ask(DATABASE, "select indexname " + mine)
                .forEach(name -> TestDatabase.execute(DATABASE, "drop index " + name));
        TestDatabase.execute(DATABASE, """
                insert into webhook_deliveries (id, webhook_id, fact_id, number, event, body, status, attempts,
                  next_attempt_at, created_at, settled_at)
                select gen_random_uuid(),
                  ('00000000-0000-0000-0000-' || lpad(to_hex(hook), 12, '0'))::uuid, i, i, 'motion.ended', '{}',
                  case when waits then 'pending' else 'delivered' end, case when waits and i % 2 = 0 then 0 else 1 end,
                  case when waits then at end, at, case when not waits then at end
                from (select i, case when i % 10 = 0 then 1 else i % 1000 + 1 end as hook,
                    now() - (1000000 - i) * interval '2592 milliseconds' as at,
                    i > 880000 and (i % 10 = 0 or (i % 100 = 99 and i > 990000)) as waits
                  from generate_series(1, 1000000) i) made
                """);
        indexes.forEach(index -> TestDatabase.execute(DATABASE, index));
        TestDatabase.execute(DATABASE, "vacuum analyze webhook_deliveries");
        TestDatabase.execute(DATABASE, "vacuum analyze webhooks");
    }

    private static Plan explain(String table, String sql, UnaryOperator<GenericExecuteSpec> binding) {
        return Plan.of(server, table, sql, binding);
    }

    private static Plan deliveries(String sql, UnaryOperator<GenericExecuteSpec> binding) {
        return explain("webhook_deliveries", sql, binding);
    }

    @Test
    void of_lists() {
        for (PageRequest page : List.of(new PageRequest(50, null), new PageRequest(50, Cursor.after(500_000L)))) {
            Query query = WebhookDeliveryTable.query(BUSY, page);
            deliveries(query.sql(), spec -> spec.bindValues(query.values())).isLean(60);
        }
    }

    @Test
    void of_what_is_new() {
        for (int many : List.of(1, 64)) {
            List<News> news = IntStream.rangeClosed(1, many)
                    .mapToObj(n -> new News(2_000_000L + n, "user" + n, "motion.ended", "{}"))
                    .toList();
            UnaryOperator<GenericExecuteSpec> binding = spec -> WebhookDeliveryTable.bind(spec, news);
            deliveries(WebhookDeliveryTable.ADD_ALL, binding).isLean(10L * many);
            explain("webhooks", WebhookDeliveryTable.ADD_ALL, binding).isLean(40L * many);
        }
    }

    @Test
    void of_a_turn() {
        explain(
                        "webhooks",
                        TurnTable.TAKE,
                        spec -> spec.bind("most", 48)
                                .bind("mostFailing", 16)
                                .bind("lease", LEASE)
                                .bind("seconds", 20.0))
                .isLean(48 + 16 + 48 + 16 + 150);
        explain("webhooks", TurnTable.UNTIL_NEXT, spec -> spec).isLean(2);
        deliveries(TurnTable.WAITING, spec -> spec.bind("webhook", BUSY).bind("most", 16))
                .isLean(32);
        deliveries(
                        TurnTable.RELEASE,
                        spec -> spec.bind("webhook", BUSY)
                                .bind("lease", LEASE)
                                .bind("failures", 0)
                                .bind("pause", 0.0))
                .isLean(2);
    }

    @Test
    void of_what_comes_of_tries() {
        deliveries(
                        TurnTable.SETTLE,
                        spec -> spec.bind("ids", new UUID[] {BUSY, LEASE})
                                .bind("attempts", new Integer[] {0, 0})
                                .bind("tries", new Integer[] {0, 0})
                                .bind("states", new String[] {"delivered", "pending"})
                                .bind("codes", new Integer[] {200, 0})
                                .bind("errors", new String[] {"", "timeout"})
                                .bind("pauses", new Long[] {0L, 5_000L}))
                .isLean(2);
    }

    @Test
    void of_what_is_too_much() {
        int waiting = Integer.parseInt(TestDatabase.ask(
                        DATABASE,
                        "select count(*) from webhook_deliveries where status = 'pending' and webhook_id = '%s'"
                                .formatted(BUSY))
                .getFirst());
        assertThat(waiting).isEqualTo(WAITING);
        deliveries(TurnTable.PARK_OVERFLOW, spec -> overflow(spec, 10_000)).isLean(WAITING + 2_000);
    }

    private static GenericExecuteSpec overflow(GenericExecuteSpec spec, int most) {
        return spec.bind("webhook", BUSY).bind("lease", LEASE).bind("pending", most);
    }

    @Test
    void of_what_is_forgotten() {
        deliveries(WebhookUpkeepTable.FORGET, spec -> forgetting(spec, 31)).isLean(0);
        deliveries(WebhookUpkeepTable.FORGET, spec -> forgetting(spec, 29)).isLean(2 * Retention.BATCH);
        deliveries(WebhookUpkeepTable.FORGET_OF_GONE, spec -> spec.bind("most", Retention.BATCH))
                .isLean(0);
        deliveries(WebhookUpkeepTable.FORGET_GONE, spec -> spec).isLean(0);
    }

    private static GenericExecuteSpec forgetting(GenericExecuteSpec spec, int days) {
        return spec.bind("age", days * 86_400.0).bind("most", Retention.BATCH);
    }

    /** Last of all, as it changes what there is. */
    @Test
    void and_the_oldest_are_those_that_go() {
        TestDatabase.execute(
                DATABASE,
                "create table kept as select * from webhook_deliveries where webhook_id = '%s'"
                        .formatted(new UUID(0, 100)));
        Held held = new Held(new UUID(0, 100), LEASE, "http://x", null, 0);
        assertThat(server.bean(TurnTable.class).parkOverflow(held, 3).block()).isEqualTo(7);
        assertThat(TestDatabase.ask(DATABASE, """
                select d.status from webhook_deliveries d join kept on kept.id = d.id where kept.status = 'pending'
                order by d.number desc
                """))
                .hasSize(10)
                .startsWith("pending", "pending", "pending", "parked")
                .endsWith("parked");
    }
}
