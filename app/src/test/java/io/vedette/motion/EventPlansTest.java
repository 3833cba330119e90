package io.vedette.motion;

import io.vedette.motion.Event.Severity;
import io.vedette.motion.Event.Status;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Retention;
import io.vedette.platform.outbox.FactRows;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Plan;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Among a million events of thirty days each statement reads about as many as it gives or changes. Three in ten are of
 * one user, one in ten of one camera of theirs; one in a thousand matters, one in 50,000 very much.
 */
class EventPlansTest {
    private static final int PAGE = 50;
    private static final int ACTIVE = 20_000;
    private static final int ACTIVE_OF_USER = ACTIVE / 100;
    private static final UUID CAMERA = DeviceRows.numbered(1);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("DATABASE_URL", TestDatabase.text(DATABASE)));
        server.bean(MotionSweeper.class).stop();
        server.bean(EventRetention.class).stop();
        million();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void million() {
        new DeviceRows(DATABASE).cameras(ACTIVE);
        TestDatabase.execute(DATABASE, """
                insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
                select 'user' || number, 'one', 'user' || number || '@example.test', true, now(), now()
                from generate_series(0, 999) number
                """);
        String others = "from pg_indexes where tablename = 'events' and indexname <> 'events_pkey'"
                + " and indexname not like '%_key'";
        List<String> indexes = TestDatabase.ask(DATABASE, "select indexdef " + others);
        TestDatabase.ask(DATABASE, "select indexname " + others)
                .forEach(name -> TestDatabase.execute(DATABASE, "drop index " + name));
        TestDatabase.execute(DATABASE, "alter table events drop constraint events_user_id_fkey");
        TestDatabase.execute(DATABASE, """
                insert into events (id, user_id, device_id, type, status, severity, started_at, ended_at, metadata, created_at)
                select uuidv7(at - now()),
                  case when i %% 100 = 0 or (i <= %1$d and i %% 10 < 3) then '%2$s' else 'user' || i %% 1000 end,
                  case when i %% 10 = 0 and i <= %1$d then '%3$s'::uuid
                    else ('00000000-0000-7000-8000-' || lpad((i %% %4$d + 1)::text, 12, '0'))::uuid end,
                  case when i %% 5000 = 40 then 'smoke' else 'motion' end,
                  case when i > %1$d then 'active' else 'ended' end,
                  case when i %% 50000 = 10 then 'critical' when i %% 1000 = 20 then 'warning' else 'info' end,
                  at, case when i > %1$d then null else at + interval '10 seconds' end, '{}', at
                from (select i, date_trunc('milliseconds', now()) - (1000000 - i) * interval '2592 milliseconds' as at
                  from generate_series(1, 1000000) i) made
                """.formatted(1_000_000 - ACTIVE, DeviceRows.OWNER, CAMERA, ACTIVE));
        indexes.forEach(index -> TestDatabase.execute(DATABASE, index));
        TestDatabase.execute(DATABASE, "vacuum analyze events");
    }

    private static ListEvents wanted(
            @Nullable UUID device,
            @Nullable String type,
            @Nullable Status status,
            @Nullable Severity severity,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new ListEvents(device, type, status, severity, from, to);
    }

    private static Plan listed(ListEvents wanted, @Nullable Cursor after) {
        Query query = EventTable.query(DeviceRows.OWNER, wanted, new PageRequest(PAGE, after));
        return explain(query.sql(), spec -> spec.bindValues(query.values()));
    }

    private static Plan explain(String sql, UnaryOperator<GenericExecuteSpec> binding) {
        return Plan.of(server, "events", sql, binding);
    }

    private static GenericExecuteSpec facts(GenericExecuteSpec spec) {
        return server.bean(FactRows.class).bind(spec, MotionEnded.class);
    }

    @TestFactory
    Stream<DynamicTest> of_lists() {
        Instant half = Instant.now().minus(15, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        return Stream.of(
                        wanted(null, null, null, null, null, null),
                        wanted(null, "motion", null, null, null, null),
                        wanted(null, "smoke", null, null, null, null),
                        wanted(null, "never", null, null, null, null),
                        wanted(null, null, Status.ACTIVE, null, null, null),
                        wanted(null, null, null, Severity.CRITICAL, null, null),
                        wanted(null, null, null, Severity.WARNING, null, null),
                        wanted(null, null, null, Severity.ERROR, null, null),
                        wanted(null, "motion", null, Severity.CRITICAL, null, null),
                        wanted(null, null, null, null, half.minusSeconds(60), half),
                        wanted(CAMERA, null, null, null, null, null),
                        wanted(CAMERA, null, null, Severity.CRITICAL, null, null),
                        wanted(CAMERA, "motion", null, Severity.CRITICAL, null, null),
                        wanted(CAMERA, null, Status.ACTIVE, null, null, null),
                        wanted(CAMERA, null, null, null, null, half),
                        wanted(UUID.randomUUID(), null, null, null, null, null))
                .flatMap(wanted -> Stream.of(
                        test(wanted, null, 4 * PAGE), test(wanted, Cursor.after(half, new UUID(0, 0)), 4 * PAGE)));
    }

    /** Nearly all are over: those that go on are looked through. */
    @TestFactory
    Stream<DynamicTest> of_lists_of_what_is_over() {
        return Stream.of(
                        wanted(null, null, Status.ENDED, null, null, null),
                        wanted(null, "motion", Status.ENDED, Severity.INFO, null, null),
                        wanted(CAMERA, null, Status.ENDED, null, null, null))
                .map(wanted -> test(wanted, null, 4 * PAGE + ACTIVE_OF_USER));
    }

    private static DynamicTest test(ListEvents wanted, @Nullable Cursor after, long most) {
        return DynamicTest.dynamicTest(
                wanted + (after == null ? "" : " further on"),
                () -> listed(wanted, after).isLean(most));
    }

    @Test
    void of_what_is_overdue() {
        UnaryOperator<GenericExecuteSpec> young =
                spec -> facts(spec).bind("longest", 86_400.0).bind("most", MotionSweeper.BATCH);
        explain(MotionTable.END_OVERDUE, young).isLean(0);
        UnaryOperator<GenericExecuteSpec> old =
                spec -> facts(spec).bind("longest", 0.0).bind("most", 100);
        explain(MotionTable.END_OVERDUE, old).isLean(3 * 100);
    }

    @Test
    void of_what_a_camera_takes_with_it() {
        explain(MotionTable.END_OF_DEVICE, spec -> facts(spec).bind("device", CAMERA))
                .isLean(4);
    }

    @Test
    void of_what_is_forgotten() {
        explain(EventTable.FORGET, spec -> forgetting(spec, 31)).isLean(0);
        explain(EventTable.FORGET, spec -> forgetting(spec, 29)).isLean(3 * Retention.BATCH);
    }

    private static GenericExecuteSpec forgetting(GenericExecuteSpec spec, int days) {
        return spec.bind("age", days * 86_400.0).bind("most", Retention.BATCH);
    }
}
