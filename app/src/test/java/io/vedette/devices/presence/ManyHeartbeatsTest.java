package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.SignedTokens;
import io.vedette.testing.Statements;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.FixedRate;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Swarm;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What it costs that very many devices say that they are well. By hand with {@code -Dbeats.devices=10000
 * -Dbeats.every=30000 -Dbeats.seconds=60 -Dserver.leak.detection=disabled}.
 */
@Alone
class ManyHeartbeatsTest {
    private static final int DEVICES = Integer.getInteger("beats.devices", 500);
    private static final int EVERY_MILLIS = Integer.getInteger("beats.every", 1_500);
    /** What is done every five seconds, all of it at the same moment, is within it twice at most. */
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("beats.seconds", 9));

    private static final int A_SECOND = DEVICES * 1_000 / EVERY_MILLIS;
    /** Four that store them, and what else is written of those who are there: each with a beginning and an end. */
    private static final int STATEMENTS_A_SECOND = 3 * 5;

    private static final int IDLE_STATEMENTS_A_SECOND = 5;
    private static final Duration LATEST = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    final Servers servers = new Servers();

    private final DatabaseUrl database = TestDatabase.fresh();
    private final DeviceRows rows = new DeviceRows(database);
    private final Map<UUID, Instant> lastDone = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private record Measured(long statements, long updates, double seconds) {}

    @AfterEach
    void end() {
        http.close();
    }

    @Test
    void a_server_with_nothing_to_do_asks_little() {
        ServerProcess server = servers.on(database).start();
        try (Statements statements = Statements.on(database)) {
            Measured idle = measured("Nobody is there", server, statements, () -> park(LENGTH));
            assertThat(idle.statements()).isLessThanOrEqualTo(idle(idle));
        }
    }

    @Test
    void over_http_they_share_their_statements() {
        Map<UUID, String> tokens = cameras(DEVICES);
        ServerProcess server = servers.on(database).start();
        Swarm.all(DEVICES, number -> beat(server, tokens, number));
        try (Statements statements = Statements.on(database)) {
            costsLittle(measured(
                    "%d beat over HTTP".formatted(DEVICES),
                    server,
                    statements,
                    () -> atRate(number -> beat(server, tokens, number))));
        }
    }

    @Test
    void over_sockets_they_share_their_statements() {
        Map<UUID, String> tokens = cameras(DEVICES);
        ServerProcess server = servers.on(database).start();
        try (Swarm swarm = new Swarm(server.url()).from(DEVICES);
                Statements statements = Statements.on(database)) {
            List<Peer> peers = swarm.clients(DEVICES, number -> token(tokens, number));
            IntStream.range(0, DEVICES).forEach(number -> peers.get(number).listen(noting(number)));
            awaitArrivals();
            costsLittle(measured(
                    "%d beat over sockets".formatted(DEVICES),
                    server,
                    statements,
                    () -> atRate(number -> {
                        peers.get(number % DEVICES).say("425[\"heartbeat\",{}]");
                        return "sent";
                    })));
        }
    }

    /** The oracle's word: what a device was answered, it did; its row may be so far behind that, and no further. */
    @Test
    void a_killed_server_leaves_nobody_further_behind_than_promised() {
        int some = 50;
        Map<UUID, String> tokens = cameras(2 * some);
        ServerProcess server = servers.on(database).start();
        try (Swarm swarm = new Swarm(server.url()).from(some)) {
            List<Peer> peers = swarm.clients(some, number -> token(tokens, number));
            IntStream.range(0, some).forEach(number -> peers.get(number).listen(noting(number)));
            FixedRate talk = FixedRate.perSecond(2 * some, number -> {
                if (number % 2 == 0) {
                    return beat(server, tokens, some + number / 2 % some);
                }
                peers.get(number / 2 % some).say("425[\"echo\",{\"hello\":true}]");
                return "sent";
            });
            park(LATEST.plusSeconds(2));
            server.kill9();
            Map<UUID, Instant> done = Map.copyOf(lastDone);
            talk.close();
            assertThat(done).hasSize(2 * some);
            done.forEach((device, last) -> assertThat(Instant.parse(rows.read(
                            device, "to_char(last_seen_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')")))
                    .as("%s was seen", device)
                    .isAfterOrEqualTo(last.minus(LATEST)));
        }
    }

    /** What their coming costs is not what their beats cost. */
    private void awaitArrivals() {
        Await.until(
                "all are there and that is told",
                PATIENCE,
                () -> TestDatabase.ask(
                                database,
                                "select (select count(*) from devices where online) || ' ' || (select count(*) from outbox)")
                        .equals(List.of(DEVICES + " 0")));
    }

    /** Nor is it what is left to do after the server that made their tokens. */
    private void awaitSolitude() {
        Await.until(
                "there is no other node",
                PATIENCE,
                () -> TestDatabase.ask(database, "select count(*)::text from nodes")
                        .equals(List.of("1")));
    }

    private void costsLittle(Measured measured) {
        assertThat(measured.updates()).as("of them store heartbeats").isPositive();
        assertThat(measured.statements() - idle(measured))
                .as("statements for %d heartbeats a second", A_SECOND)
                .isLessThanOrEqualTo((long) Math.ceil(measured.seconds() * STATEMENTS_A_SECOND));
        assertThat(lastDone).as("who was answered").hasSize(DEVICES);
    }

    private static long idle(Measured measured) {
        return (long) Math.ceil(measured.seconds() * IDLE_STATEMENTS_A_SECOND);
    }

    private Measured measured(String title, ServerProcess server, Statements statements, Runnable load) {
        awaitSolitude();
        Duration before = server.cpu();
        statements.reset();
        long begun = System.nanoTime();
        load.run();
        long all = statements.calls();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        statements.print(title, took);
        System.out.printf(
                "%s: the server took %.1f %% of a processor%n",
                title, 100.0 * server.cpu().minus(before).toNanos() / took.toNanos());
        return new Measured(all, statements.calls("update devices d set online = d.online or"), took.toNanos() / 1e9);
    }

    private void atRate(FixedRate.Sending sending) {
        FixedRate beats = FixedRate.perSecond(A_SECOND, sending);
        park(LENGTH);
        beats.close();
        beats.latencies().print("%d a second".formatted(A_SECOND));
    }

    private String beat(ServerProcess server, Map<UUID, String> tokens, int number) {
        UUID device = DeviceRows.numbered(1 + number % tokens.size());
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/devices/%s/heartbeat".formatted(device)))
                .header("Authorization", "Bearer " + tokens.get(device))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        int status = http.sendAsync(request, BodyHandlers.discarding()).join().statusCode();
        if (status == 200) {
            lastDone.put(device, Instant.now());
        }
        return Integer.toString(status);
    }

    private Consumer<String> noting(int number) {
        UUID device = DeviceRows.numbered(1 + number);
        return packet -> {
            if (packet.startsWith("435[{\"ok\":true")) {
                lastDone.put(device, Instant.now());
            }
        };
    }

    private Map<UUID, String> cameras(int count) {
        rows.cameras(count);
        return SignedTokens.of(
                IntStream.rangeClosed(1, count).mapToObj(DeviceRows::numbered).toList(), database);
    }

    private static String token(Map<UUID, String> tokens, int number) {
        return tokens.getOrDefault(DeviceRows.numbered(1 + number), "");
    }

    private static void park(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        Await.until("the time is over", PATIENCE.plus(length), () -> System.nanoTime() - end >= 0);
    }
}
