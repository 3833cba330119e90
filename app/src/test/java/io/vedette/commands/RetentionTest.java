package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.ops.Retention;
import io.vedette.testing.Race;
import io.vedette.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How old commands go. */
class RetentionTest {
    private static final Duration AGE = Duration.ofDays(30);
    private static final int MANY = 2_500;

    @Test
    void takes_few_at_a_time_each_once_and_nothing_that_waits_or_is_young() {
        DatabaseUrl database = TestDatabase.fresh();
        try (Node one = Node.on(database, Map.of());
                Node other = Node.on(database, Map.of())) {
            List.of(one, other)
                    .forEach(node -> node.bean(CommandRetention.class).stop());
            insert(one, MANY, "acknowledged", "31 days");
            insert(one, 10, "queued", "31 days");
            insert(one, 10, "cancelled", "29 days");
            List<Long> gone = Race.between(List.of(forget(one), forget(other)));
            assertThat(gone).allSatisfy(each -> assertThat(each).isBetween(1L, (long) Retention.BATCH));
            List.of(one, other)
                    .forEach(node -> node.bean(CommandRetention.class).start());
            Node.await(
                    "the old ones are gone",
                    () -> one.ask("select id from commands where status = 'acknowledged'")
                            .isEmpty());
            assertThat(one.ask("select status || count(*) from commands group by status order by status"))
                    .containsExactly("cancelled10", "queued10");
        }
    }

    private static Supplier<Long> forget(Node node) {
        return () -> node.bean(CommandTable.class).forget(AGE, Retention.BATCH).block(Node.PATIENCE);
    }

    private static void insert(Node node, int count, String status, String age) {
        UUID camera = node.rows.camera();
        node.sql("""
                insert into commands (id, user_id, source_device_id, target_device_id, number, command_type, payload, status,
                  attempts, created_at, settled_at, expires_at)
                select uuidv7(- interval '%2$s'), 'ada', '%3$s', '%3$s', nextval('command_numbers'), 'blink', '{}', '%4$s',
                  0, now() - interval '%2$s', case when '%4$s' <> 'queued' then now() end, now() + interval '1 hour'
                from generate_series(1, %1$d)
                """.formatted(count, age, camera, status));
    }
}
