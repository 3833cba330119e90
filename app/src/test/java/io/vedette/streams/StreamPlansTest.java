package io.vedette.streams;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Plan;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Among 200,000 sessions of thirty days, each tenth of one camera, a list reads about as many as it gives. */
class StreamPlansTest {
    private static final int PAGE = 50;
    private static final int ALL = 200_000;
    private static final int OPEN = 100;

    private static final UUID CAMERA = DeviceRows.numbered(1);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("DATABASE_URL", TestDatabase.text(DATABASE), "STREAM_ORPHAN_TIMEOUT", "1d"));
        new DeviceRows(DATABASE).cameras(1);
        TestDatabase.execute(DATABASE, """
                insert into stream_sessions (id, user_id, camera_device_id, requester_device_id, command_id, status,
                  media_provider, requested_at, expires_at, started_at, ended_at, end_reason)
                select uuidv7(at - now()), '%1$s', case when i %% 10 = 0 then '%2$s'::uuid else gen_random_uuid() end,
                  gen_random_uuid(), gen_random_uuid(), case when i > %3$d - %4$d then 'streaming' else 'ended' end, 'mock', at, at, at,
                  case when i > %3$d - %4$d then null else at end, case when i > %3$d - %4$d then null else 'timeout' end
                from (select i, date_trunc('milliseconds', now()) - (%3$d - i) * interval '13 seconds' as at
                  from generate_series(1, %3$d) i) made
                """.formatted(DeviceRows.OWNER, CAMERA, ALL, OPEN));
        TestDatabase.execute(DATABASE, "vacuum analyze stream_sessions");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static DynamicTest test(ListStreams wanted, @Nullable Cursor after) {
        return DynamicTest.dynamicTest(wanted + (after == null ? "" : " further on"), () -> {
            Query query = StreamTable.query(CAMERA, wanted, new PageRequest(PAGE, after));
            Plan.of(server, "stream_sessions", query.sql(), spec -> spec.bindValues(query.values()))
                    .isLean(2 * (PAGE + 1));
        });
    }

    @TestFactory
    Stream<DynamicTest> lists_read_about_what_they_give() {
        Cursor after = Cursor.after(
                Instant.now().minus(15, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS), UUID.randomUUID());
        return Stream.concat(Stream.of((StreamSession.Status) null), Arrays.stream(StreamSession.Status.values()))
                .flatMap(
                        status -> Stream.of(test(new ListStreams(status), null), test(new ListStreams(status), after)));
    }
}
