package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.json.Json;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.SignedTokens;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.FixedRate;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.StockClient;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Commands under kills of the server and drops of the cameras. By hand with {@code -Dcommands.cameras=1000
 * -Dcommands.rate=200 -Dcommands.kills=20 -Dcommands.seconds=300 -Dserver.leak.detection=disabled}.
 */
@Alone
class CommandOracleTest {
    private static final int CAMERAS = Integer.getInteger("commands.cameras", 100);
    private static final int RATE = Integer.getInteger("commands.rate", 50);
    private static final int KILLS = Integer.getInteger("commands.kills", 3);
    private static final int SECONDS = Integer.getInteger("commands.seconds", 60);
    private static final int MEAN_SECONDS_BETWEEN_DROPS = 20;
    private static final int SHORT_LIFE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STATUS = "42[\"command:status\",";

    @RegisterExtension
    final Servers servers = new Servers();

    private final DatabaseUrl database = TestDatabase.fresh();
    private final CommandLedger ledger = new CommandLedger();
    private final List<Lock> turns =
            Stream.<Lock>generate(ReentrantLock::new).limit(CAMERAS).toList();

    @Test
    void nothing_answered_is_lost_and_nothing_is_done_too_late() throws InterruptedException {
        Map<UUID, String> tokens = devices();
        ServerProcess server = servers.on(database).start();
        try (Swarm swarm = new Swarm(server.url())) {
            List<ObedientCamera> cameras = IntStream.rangeClosed(1, CAMERAS)
                    .mapToObj(DeviceRows::numbered)
                    .map(id -> new ObedientCamera(id.toString(), token(tokens, id), swarm, ledger))
                    .toList();
            var _ = new StockClient(swarm, token(tokens, DeviceRows.client(1)), this::hear);
            Await.until("all are there", PATIENCE, () -> cameras.stream().allMatch(ObedientCamera::isConnected));
            Visitor client = server.visitor().bearing(token(tokens, DeviceRows.client(1)));
            try (FixedRate sending = FixedRate.perSecond(RATE, number -> send(client, number))) {
                disturb(server, cameras, sending);
            }
            awaitAll(cameras);
        }
        Map<String, String> states = states();
        ledger.print(states);
        assertThat(ledger.sent()).as("commands that were answered").isGreaterThan(RATE * SECONDS / 3);
        ledger.isRight(states);
        ledger.toldInOrder(states);
    }

    private Map<UUID, String> devices() {
        DeviceRows rows = new DeviceRows(database);
        rows.cameras(CAMERAS);
        rows.clients(1);
        rows.link(CAMERAS, "1");
        return SignedTokens.of(
                Stream.concat(
                                IntStream.rangeClosed(1, CAMERAS).mapToObj(DeviceRows::numbered),
                                Stream.of(DeviceRows.client(1)))
                        .toList(),
                database);
    }

    /** One camera's is asked for when the one before was answered: of two at once either may come first. */
    private String send(Visitor client, int number) {
        Lock turn = turns.get(number % CAMERAS);
        turn.lock();
        try {
            return sendNow(client, number);
        } finally {
            turn.unlock();
        }
    }

    /** Every tenth makes sense for a moment only. */
    private String sendNow(Visitor client, int number) {
        boolean lasts = number % 10 != 0;
        UUID camera = DeviceRows.numbered(1 + number % CAMERAS);
        var order = Bodies.object()
                .put("targetDeviceId", camera.toString())
                .put("commandType", "blink")
                .put("ttlSeconds", lasts ? 300 : SHORT_LIFE);
        order.putObject("payload").put("wish", number % 7 == 0 ? "rejected" : "acknowledged");
        var reply = client.post("/commands", order.toString());
        if (reply.status() == 201) {
            ledger.sent(camera.toString(), reply.json().path("id").asString(), lasts);
        }
        return Integer.toString(reply.status());
    }

    private void hear(Peer peer, String packet) {
        if (packet.startsWith(STATUS)) {
            JsonNode told = Json.jsonMapper().readTree(packet.substring(2)).get(1);
            ledger.told(told.path("commandId").asString(), told.path("status").asString(), peer);
        }
    }

    /** The kills are at random moments, one in each part of the time; a camera drops now and then. */
    private static void disturb(ServerProcess server, List<ObedientCamera> cameras, FixedRate sending)
            throws InterruptedException {
        int part = RATE * SECONDS / KILLS;
        for (int kill = 0; kill < KILLS; kill++) {
            int at = kill * part + ThreadLocalRandom.current().nextInt(part / 4, part * 3 / 4);
            dropUntil(cameras, sending, at);
            server.kill9();
            server.restart();
        }
        dropUntil(cameras, sending, RATE * SECONDS);
        sending.latencies().print("%d cameras, %d kills".formatted(CAMERAS, KILLS));
    }

    private static void dropUntil(List<ObedientCamera> cameras, FixedRate sending, int sent) {
        int[] next = {sending.sent()};
        Await.until("so much is sent", PATIENCE.multipliedBy(SECONDS), () -> {
            while (next[0] < sending.sent()) {
                next[0]++;
                dropSome(cameras);
            }
            return sending.sent() >= sent;
        });
    }

    private static void dropSome(List<ObedientCamera> cameras) {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        if (chance.nextDouble() < (double) CAMERAS / (RATE * MEAN_SECONDS_BETWEEN_DROPS)) {
            ObedientCamera camera = cameras.get(chance.nextInt(cameras.size()));
            if (camera.isConnected()) {
                camera.drop();
            }
        }
    }

    private void awaitAll(List<ObedientCamera> cameras) {
        Await.until("all are back", PATIENCE, () -> cameras.stream().allMatch(ObedientCamera::isConnected));
        String unsettled = "select to_jsonb(c) from commands c where status in ('queued', 'sent')";
        try {
            Await.until(
                    "all are settled",
                    PATIENCE,
                    () -> TestDatabase.ask(database, unsettled).isEmpty());
        } finally {
            TestDatabase.ask(database, unsettled).forEach(row -> System.out.println("Not settled: " + row));
        }
    }

    private Map<String, String> states() {
        return TestDatabase.ask(database, "select id || ' ' || status from commands").stream()
                .map(row -> row.split(" ", -1))
                .collect(Collectors.toMap(row -> row[0], row -> row[1]));
    }

    private static String token(Map<UUID, String> tokens, UUID device) {
        return tokens.getOrDefault(device, "");
    }
}
