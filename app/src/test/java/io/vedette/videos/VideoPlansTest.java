package io.vedette.videos;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.Query;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Retention;
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
 * Among 400,000 videos of thirty days each statement reads about as many as it gives or changes. Three in ten are of one
 * user, one in ten of one camera of theirs; prefixes are days.
 */
class VideoPlansTest {
    private static final int PAGE = 50;
    private static final int ALL = 400_000;

    private static final UUID CAMERA = DeviceRows.numbered(1);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("DATABASE_URL", TestDatabase.text(DATABASE)));
        server.bean(VideoSweeper.class).stop();
        new DeviceRows(DATABASE).cameras(1);
        TestDatabase.execute(DATABASE, """
                insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
                select 'user' || number, 'one', 'user' || number || '@example.test', true, now(), now()
                from generate_series(0, 999) number
                """);
        TestDatabase.execute(DATABASE, """
                insert into videos (id, user_id, device_id, kind, bucket, object_key, url, prefix, file_name, status,
                  size_bytes, created_at, uploaded_at, last_modified, sweep_at)
                select uuidv7(at - now()), case when i %% 10 < 3 then '%1$s' else 'user' || i %% 1000 end,
                  case when i %% 10 = 0 then '%2$s'::uuid else gen_random_uuid() end,
                  case when i %% 1000 = 1 then 'thumbnail' else 'clip' end, 'b', 'key' || i, 'url', to_char(at, 'YYYY/MM/DD/'), 'f',
                  case when i > %3$d - 100 then 'pending' else 'uploaded' end, 10, at,
                  case when i > %3$d - 100 then null else at end, at,
                  case when i > %3$d - 100 then now() + interval '1 day' end
                from (select i, date_trunc('milliseconds', now()) - (%3$d - i) * interval '6480 milliseconds' as at
                  from generate_series(1, %3$d) i) made
                """.formatted(DeviceRows.OWNER, CAMERA, ALL));
        TestDatabase.execute(DATABASE, """
                insert into video_prefixes (video_id, user_id, prefix, uploaded_at)
                select id, user_id, prefix, uploaded_at from videos where status = 'uploaded'
                union all select id, user_id, left(prefix, 5), uploaded_at from videos where status = 'uploaded'
                """);
        TestDatabase.execute(DATABASE, "vacuum analyze videos");
        TestDatabase.execute(DATABASE, "vacuum analyze video_prefixes");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ListVideos wanted(@Nullable UUID device, @Nullable String prefix, Video.@Nullable Kind kind) {
        return new ListVideos(device, prefix, kind);
    }

    private static Plan explain(String sql, UnaryOperator<GenericExecuteSpec> binding) {
        return Plan.of(server, "videos", sql, binding);
    }

    private static DynamicTest test(ListVideos wanted, @Nullable Cursor after, long most) {
        return DynamicTest.dynamicTest(wanted + (after == null ? "" : " further on"), () -> {
            Query query = VideoTable.query(DeviceRows.OWNER, wanted, new PageRequest(PAGE, after));
            explain(query.sql(), spec -> spec.bindValues(query.values())).isLean(most);
        });
    }

    @TestFactory
    Stream<DynamicTest> of_lists() {
        Instant half = Instant.now().minus(15, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        return Stream.of(
                        wanted(null, null, null),
                        wanted(null, null, Video.Kind.THUMBNAIL),
                        wanted(null, null, Video.Kind.CLIP),
                        wanted(CAMERA, null, null),
                        wanted(UUID.randomUUID(), null, null))
                .flatMap(wanted -> Stream.of(
                        test(wanted, null, 5 * PAGE), test(wanted, Cursor.after(half, new UUID(0, 0)), 5 * PAGE)));
    }

    @TestFactory
    Stream<DynamicTest> of_lists_below_a_prefix() {
        Instant old = Instant.now().minus(20, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        String day = old.toString().substring(0, 10).replace('-', '/');
        return Stream.of(wanted(null, day, null), wanted(null, day.substring(0, 4), null), wanted(null, "never", null))
                .flatMap(wanted -> Stream.of(
                        test(wanted, null, 2 * PAGE), test(wanted, Cursor.after(old, new UUID(0, 0)), 2 * PAGE)));
    }

    @Test
    void of_what_is_swept() {
        explain(RemovalTable.TAKE, spec -> spec.bind("most", 100).bind("lease", 60.0))
                .isLean(0);
        TestDatabase.execute(
                DATABASE, "update videos set sweep_at = now() where status = 'pending' and object_key < 'key399950'");
        explain(RemovalTable.TAKE, spec -> spec.bind("most", 10).bind("lease", 60.0))
                .isLean(3 * 10);
        explain(RemovalTable.REMOVE_ORPHANS, spec -> spec.bind("most", 100)).isLean(0);
    }

    @Test
    void of_what_is_old() {
        explain(RemovalTable.REMOVE_OLD, spec -> old(spec, 31)).isLean(0);
        explain(RemovalTable.REMOVE_OLD, spec -> old(spec, 29)).isLean(3 * Retention.BATCH);
    }

    private static GenericExecuteSpec old(GenericExecuteSpec spec, int days) {
        return spec.bind("age", days * 86_400.0).bind("most", Retention.BATCH);
    }

    @Test
    void of_what_is_finished_or_removed() {
        String id = TestDatabase.ask(DATABASE, "select id from videos where status = 'uploaded' limit 1")
                .getFirst();
        explain(RemovalTable.REMOVE_ONE, spec -> spec.bind("id", UUID.fromString(id)))
                .isLean(2);
        List<String> pending = TestDatabase.ask(DATABASE, "select id from videos where status = 'pending' limit 1");
        explain(
                        VideoTable.FINISH,
                        spec -> spec.bind("id", UUID.fromString(pending.getFirst()))
                                .bind("size", 1L)
                                .bind("type", "video/mp4")
                                .bind("etag", "x")
                                .bind("modified", Instant.now()))
                .isLean(1);
    }
}
