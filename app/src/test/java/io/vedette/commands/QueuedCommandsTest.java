package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Statements;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands have gathered for many cameras, which then come back together. */
class QueuedCommandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CAMERAS = 100;
    /** So many that live on, and as many that don't. */
    private static final int EACH = 20;

    private static final int WINDOW = 16;
    private static final int AT_ONCE = 25;
    private static final int ALL = CAMERAS * EACH;

    private static final TestServer SERVER =
            TestServer.start(Map.of("RATE_LIMIT_ENABLED", "false", "COMMAND_RETRY_AFTER", "1h"));
    private static final Swarm SWARM = new Swarm(SERVER.url());

    @AfterAll
    static void end() {
        SWARM.close();
        SERVER.close();
    }

    /** When its sender heard that a command has expired. */
    private static final class Sender {
        final Map<String, Instant> heard = new ConcurrentHashMap<>();

        Sender() {
            SWARM.connected("client-" + DeviceRows.client(1)).listen(this::hear);
        }

        private void hear(String packet) {
            if (packet.startsWith("42[\"command:status\",")) {
                JsonNode told = Json.jsonMapper().readTree(packet.substring(2)).path(1);
                if (told.path("status").asString().equals("expired")) {
                    heard.put(told.path("commandId").asString(), Instant.now());
                }
            }
        }

        void printLatest() {
            long latest = TestDatabase.ask(
                            SERVER.database(),
                            "select id || ' ' || (extract(epoch from expires_at) * 1000)::bigint from commands where status = 'expired'")
                    .stream()
                    .map(row -> row.split(" ", -1))
                    .mapToLong(row -> heard.getOrDefault(row[0], Instant.MAX)
                            .minusMillis(Long.parseLong(row[1]))
                            .toEpochMilli())
                    .max()
                    .orElseThrow();
            System.out.printf("%d expired, told at most %d ms after their time%n", heard.size(), latest);
        }
    }

    /** A camera that confirms nothing before it has been given as many as it may be, and then takes its time. */
    private static final class SlowCamera {
        private static final Executor SOON = CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS);

        final List<String> received = new ArrayList<>();
        final AtomicInteger out = new AtomicInteger();
        private final List<String> unconfirmed = new ArrayList<>();
        volatile int most;
        private final Peer peer;

        SlowCamera(int number) {
            peer = SWARM.client("camera-" + DeviceRows.numbered(number));
            peer.listen(this::hear);
        }

        private synchronized void hear(String packet) {
            int payload = packet.indexOf("[\"command:received\"");
            if (payload > 0) {
                JsonNode command = Json.jsonMapper().readTree(packet.substring(payload));
                received.add(command.path(1).path("commandId").asString());
                most = Math.max(most, out.incrementAndGet());
                unconfirmed.add("43" + packet.substring(2, payload) + "[]");
                if (received.size() >= WINDOW) {
                    unconfirmed.forEach(this::confirmSoon);
                    unconfirmed.clear();
                }
            }
        }

        private void confirmSoon(String confirmation) {
            SOON.execute(() -> {
                out.decrementAndGet();
                peer.say(confirmation);
            });
        }

        synchronized int count() {
            return received.size();
        }
    }

    @Test
    void come_in_order_within_the_window_and_only_those_that_live() {
        DeviceRows devices = new DeviceRows(SERVER.database());
        devices.cameras(CAMERAS);
        devices.clients(1);
        devices.link(CAMERAS, "1");
        Sender sender = new Sender();
        IntStream.range(0, EACH).forEach(_ -> {
            sendToAll(1);
            sendToAll(3600);
        });
        Await.until("half of them expire, and that is told", PATIENCE, () -> sender.heard.size() == ALL);
        sender.printLatest();
        try (Statements statements = Statements.on(SERVER.database())) {
            long begun = System.nanoTime();
            List<SlowCamera> cameras =
                    IntStream.rangeClosed(1, CAMERAS).mapToObj(SlowCamera::new).toList();
            Await.until("all have come", PATIENCE, () -> cameras.stream().allMatch(camera -> camera.count() == EACH));
            Await.until("all are confirmed", PATIENCE, () -> count("delivered_at is not null") == ALL);
            System.out.printf(
                    "%d commands for %d cameras in %d ms%n",
                    ALL, CAMERAS, Duration.ofNanos(System.nanoTime() - begun).toMillis());
            statements.print("Meanwhile", Duration.ofNanos(System.nanoTime() - begun));
            assertThat(statements.calls("limit asked.free")).as("claims").isLessThan(ALL / 4);
            assertThat(statements.calls("as mark \\(id, confirmed\\)"))
                    .as("marks")
                    .isLessThan(ALL / 4);
            for (int number = 1; number <= CAMERAS; number++) {
                SlowCamera camera = cameras.get(number - 1);
                assertThat(camera.received).isEqualTo(alive(number));
                assertThat(camera.most).isEqualTo(WINDOW);
            }
        }
        assertThat(count("attempts > 1")).isZero();
        assertThat(count("status = 'expired'")).isEqualTo(ALL);
        assertThat(count("status = 'expired' and attempts > 0")).isZero();
    }

    private static List<String> alive(int number) {
        return TestDatabase.ask(
                SERVER.database(),
                "select id from commands where target_device_id = '%s' and status = 'sent' order by number"
                        .formatted(DeviceRows.numbered(number)));
    }

    private static long count(String which) {
        return Long.parseLong(TestDatabase.ask(SERVER.database(), "select count(*) from commands where " + which)
                .getFirst());
    }

    private static void sendToAll(int ttlSeconds) {
        for (int first = 1; first <= CAMERAS; first += AT_ONCE) {
            ObjectNode order = Bodies.object().put("commandType", "blink").put("ttlSeconds", ttlSeconds);
            ArrayNode targets = order.putArray("targetDeviceIds");
            IntStream.range(first, first + AT_ONCE)
                    .forEach(number -> targets.add(DeviceRows.numbered(number).toString()));
            Visitor.at(SERVER.url())
                    .bearing("client-" + DeviceRows.client(1))
                    .post("/commands/batch", order.toString())
                    .is(200);
        }
    }
}
