package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.ops.Rounds;
import io.vedette.testing.Bodies;
import io.vedette.testing.Statements;
import io.vedette.testing.Statements.Kind;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;

/** Each step of a command costs one round trip to the database: no transaction is begun, and nothing is looked up before. */
class StatementsTest {
    private static final int MANY = 1_000;
    private static final TestServer SERVER = TestServer.start(Map.of());

    private final Pair pair = Pair.at(SERVER);

    @BeforeAll
    static void start() {
        SERVER.beans(Rounds.class).values().forEach(Rounds::stop);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void isKnown() {
        pair.acks(pair.sent(), "acknowledged").is(200);
        Node.await(
                "all is told",
                () -> TestDatabase.ask(SERVER.database(), "select id from outbox")
                        .isEmpty());
    }

    @Test
    void making_one() {
        isOne(pair::sent);
    }

    @Test
    void making_a_thousand() {
        ArrayNode targets = Bodies.object().arrayNode();
        List<UUID> cameras = Stream.generate(UUID::randomUUID).limit(MANY).toList();
        String owner = pair.house().userId();
        TestDatabase.execute(SERVER.database(), """
                insert into devices (id, user_id, name, role, status, metadata, token_version, created_at, updated_at)
                select id::uuid, '%s', 'one', 'camera', 'active', '{}', 1, now(), now()
                from unnest(string_to_array('%s', ', ')) as id
                """.formatted(
                        owner, cameras.toString().replace("[", "").replace("]", "")));
        TestDatabase.execute(SERVER.database(), """
                insert into device_links (id, user_id, camera_device_id, client_device_id, created_at)
                select gen_random_uuid(), user_id, id, '%s', now() from devices where user_id = '%s' and role = 'camera'
                on conflict do nothing
                """.formatted(pair.client().id(), owner));
        cameras.forEach(id -> targets.add(id.toString()));
        String body = Bodies.object()
                .put("commandType", "blink")
                .set("targetDeviceIds", targets)
                .toString();
        isOne(() -> assertThat(pair.client()
                        .calls()
                        .post("/commands/batch", body)
                        .is(200)
                        .json()
                        .path("results"))
                .hasSize(MANY)
                .allSatisfy(result -> assertThat(result.has("command")).isTrue()));
    }

    @Test
    void acknowledging_one() {
        String id = pair.sent();
        isOne(() -> pair.acks(id, "acknowledged").is(200));
    }

    @Test
    void taking_one_back() {
        String id = pair.sent();
        isOne(() -> pair.cancels(id).is(200));
    }

    @Test
    void reading_one() {
        String id = pair.sent();
        isOne(() -> pair.client().calls().get("/commands/" + id).is(200));
    }

    /** Rows that were announced are deleted some time later, many at once. */
    private static void isOne(Runnable step) {
        try (Statements statements = Statements.on(SERVER.database())) {
            step.run();
            assertThat(statements.kinds().stream()
                            .filter(kind -> !kind.text().startsWith("delete from outbox"))
                            .map(Kind::calls))
                    .as("%s", statements.kinds())
                    .containsExactly(1L);
        }
    }
}
