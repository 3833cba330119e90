package io.vedette.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Plan;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.TestStore;
import io.vedette.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the operator sees of a server that has its own database, and what remains while that and the store are away. */
class FiguresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DatabaseUrl DATABASE = TestDatabase.fresh();
    private static final DeviceRows ROWS = new DeviceRows(DATABASE);
    private static TcpProxy network;
    private static TestServer server;

    @BeforeAll
    static void start() {
        network = TcpProxy.to("localhost", DATABASE.port());
        Map<String, String> environment = new HashMap<>(TestStore.environment("nowhere", 1));
        environment.put("DATABASE_URL", TestDatabase.text(DATABASE.withPort(network.port())));
        server = TestServer.start(environment);
        ROWS.cameras(100);
        ROWS.clients(50);
        TestDatabase.execute(DATABASE, """
                update devices set online = true where id::text like '00000000-0000-7000-%' and right(id::text, 1) in ('1', '2')
                """);
        ROWS.link(DeviceRows.numbered(1), DeviceRows.client(1));
        for (int number = 1; number <= 5; number++) {
            ROWS.command(DeviceRows.numbered(number), DeviceRows.client(1));
            ROWS.motion(DeviceRows.numbered(number));
        }
        TestDatabase.execute(DATABASE, """
                insert into commands (id, user_id, source_device_id, target_device_id, number, command_type, payload, status,
                  attempts, created_at, settled_at, expires_at)
                select uuidv7(- i * interval '1 hour'), '%s', '%s', '%s', nextval('command_numbers'), 'blink', '{}',
                  'expired', 1, now() - i * interval '1 hour', now(), now() from generate_series(1, 20000) i
                """.formatted(DeviceRows.OWNER, DeviceRows.client(1), DeviceRows.numbered(1)));
        TestDatabase.execute(DATABASE, """
                insert into events (id, user_id, device_id, type, status, severity, started_at, ended_at, metadata, created_at)
                select uuidv7(- i * interval '1 hour'), '%s', '%s', case when i %% 2 = 0 then 'motion' else 'smoke' end,
                  'ended', 'info', at, now(), '{}', at
                from generate_series(1, 20000) i, lateral (select now() - i * interval '1 hour' as at) made
                """.formatted(DeviceRows.OWNER, DeviceRows.numbered(1)));
        TestDatabase.execute(
                DATABASE,
                "insert into devices select gen_random_uuid(), user_id, name, role, status, platform,"
                        + " app_version, push_token, metadata, token_version, nodes, beats_until, false, last_seen_at, created_at,"
                        + " updated_at from devices, generate_series(1, 100)");
        TestDatabase.execute(DATABASE, "vacuum analyze devices, commands, events");
    }

    @AfterAll
    static void stop() {
        server.close();
        network.close();
    }

    private static Visitor operator() {
        return Visitor.at(server.url()).with("Authorization", "Basic b3BzOm9wcw==");
    }

    private static JsonNode figures() {
        return operator().get("/admin/figures").is(200).json();
    }

    @Test
    void count_who_is_online_and_what_the_last_day_brought() {
        JsonNode fleet = figures().path("fleet");
        assertThat(fleet.path("cameras").asInt()).isEqualTo(20);
        assertThat(fleet.path("clients").asInt()).isEqualTo(10);
        assertThat(fleet.at("/commands/queued").asInt()).isEqualTo(5);
        assertThat(fleet.at("/commands/expired").asInt()).isBetween(23, 24);
        assertThat(fleet.at("/commands/rejected").asInt(-1)).isZero();
        List<JsonNode> hours = fleet.path("motion").valueStream().toList();
        assertThat(hours).hasSize(24);
        assertThat(hours.getLast().path("count").asInt()).isBetween(4, 5);
        assertThat(hours.stream().mapToInt(hour -> hour.path("count").asInt()).sum())
                .isBetween(16, 17);
        assertThat(Duration.between(
                        Instant.parse(hours.getFirst().path("since").asString()),
                        Instant.parse(hours.getLast().path("since").asString())))
                .isEqualTo(Duration.ofHours(23));
    }

    @Test
    void say_why_sockets_closed_and_what_is_not_well() {
        JsonNode figures = figures();
        assertThat(figures.path("closes").propertyNames()).contains("ping_timeout", "over_limit");
        assertThat(figures.at("/health/checks/database/status").asString()).isEqualTo("ok");
        assertThat(figures.at("/health/checks/storage/status").asString()).isNotEqualTo("ok");
    }

    @Test
    void are_looked_for_every_other_second_however_many_ask() {
        long looks = IntStream.range(0, 50)
                .mapToObj(_ -> figures().path("at").asString())
                .distinct()
                .count();
        assertThat(looks).isBetween(1L, 5L);
    }

    @Test
    void read_little_of_what_there_is() {
        for (String table : List.of("devices", "commands", "events")) {
            Plan plan = Plan.of(server, table, FiguresTable.COUNT, spec -> spec.bind("most", FiguresTable.MOST));
            plan.isLean(100);
            assertThat(plan.rowsRead()).isPositive();
        }
        Plan bounded = Plan.of(server, "commands", FiguresTable.COUNT, spec -> spec.bind("most", 3));
        assertThat(bounded.rowsRead()).as(bounded.toString()).isEqualTo(3);
    }

    @Test
    void without_the_store_its_calls_alone_are_refused() {
        operator().get("/admin").is(200);
        operator().get("/admin/objects").isProblem(503, "storage_unavailable");
        operator().post("/admin/upload-url", "{\"fileName\":\"x\"}").isProblem(503, "storage_unavailable");
        operator().delete("/admin/object?objectKey=x").isProblem(503, "storage_unavailable");
    }

    @Test
    void without_the_database_the_rest_is_still_shown() {
        network.cut();
        network.retarget(1);
        try {
            Await.until("no fleet", PATIENCE, () -> figures().path("fleet").isNull());
            Await.until(
                    "database is down",
                    PATIENCE,
                    () -> figures()
                            .at("/health/checks/database/status")
                            .asString()
                            .equals("down"));
        } finally {
            network.retarget(DATABASE.port());
        }
        Await.until("a fleet", PATIENCE, () -> figures().path("fleet").isObject());
    }

    @Test
    void are_not_there_and_nor_is_the_page_where_there_is_no_operator() {
        Map<String, String> environment = Map.of("ADMIN_USERNAME", "", "ADMIN_PASSWORD", "");
        try (TestServer off = TestServer.start(environment)) {
            Visitor visitor = Visitor.at(off.url());
            for (Visitor each : List.of(visitor, visitor.with("Authorization", "Basic b3BzOm9wcw=="))) {
                for (String path : List.of("", "/admin.css", "/figures", "/objects", "/nothing")) {
                    each.get("/admin" + path).isProblem(404, "not_found");
                }
                each.post("/admin/upload-url", "{\"fileName\":\"x\"}").isProblem(404, "not_found");
                each.delete("/admin/object?objectKey=x").isProblem(404, "not_found");
            }
        }
    }
}
