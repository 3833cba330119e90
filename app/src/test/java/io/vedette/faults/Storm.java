package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.SignedTokens;
import io.vedette.testing.Statements;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.Latencies;
import io.vedette.testing.faults.Listener;
import io.vedette.testing.faults.Resident;
import io.vedette.testing.faults.Scrape;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Speaker;
import io.vedette.testing.faults.StockClient;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cameras that come back by themselves, clients linked with some of them, and one client linked with all. */
final class Storm implements AutoCloseable {
    static final int CAMERAS = Integer.getInteger("storm.sockets", 2_000);
    static final int CLIENTS = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PHONE = CLIENTS + 1;
    private static final String PRESENCE = "42[\"device:presence\"";
    private static final String WAIT = "vedette_database_pool_wait_seconds_";
    /** Once some of the storm, which comes from one at first, were refused. */
    private static final int CAMERAS_AN_ADDRESS = 250;

    private static final Map<String, String> SETTINGS =
            Map.of("RATE_LIMIT_ENABLED", "true", "PRESENCE_GRACE", "1m", "PRESENCE_LEASE", "1m");

    final ServerProcess server;
    final Statements statements;
    final Latencies latencies = new Latencies();
    private final Swarm swarm;
    private final Map<UUID, String> tokens;
    private List<Listener> clients = List.of();
    private List<StockClient> cameras = List.of();
    private String begun = "";
    private long cutAt;
    private long residentBefore;
    private Scrape before;

    Storm(Servers servers) {
        DatabaseUrl database = TestDatabase.fresh();
        DeviceRows rows = new DeviceRows(database);
        rows.cameras(CAMERAS);
        rows.clients(PHONE);
        rows.link(CAMERAS, "1 + number %% %d".formatted(CLIENTS));
        rows.link(CAMERAS, Integer.toString(PHONE));
        tokens = SignedTokens.of(
                Stream.concat(
                                IntStream.rangeClosed(1, CAMERAS).mapToObj(DeviceRows::numbered),
                                IntStream.rangeClosed(1, PHONE).mapToObj(DeviceRows::client))
                        .toList(),
                database);
        server = servers.on(database, SETTINGS).start();
        swarm = new Swarm(server.url()).from(CAMERAS + CLIENTS);
        statements = Statements.on(database);
        before = Scrape.of(server.url());
    }

    /** Each client has been told of each of its cameras by then, and all that is left to write is written. */
    void gathers() {
        clients = swarm.clients(CLIENTS, number -> token(DeviceRows.client(number + 1))).stream()
                .map(peer -> Listener.in("news", peer).timing(latencies))
                .toList();
        cameras = IntStream.rangeClosed(1, CAMERAS)
                .mapToObj(number -> new StockClient(swarm, token(DeviceRows.numbered(number))))
                .toList();
        awaitCameras(0);
        Await.until("all are told", PATIENCE, () -> presenceTold() == CAMERAS);
    }

    /** What happens from now on is counted. */
    void begins() {
        before = Scrape.of(server.url());
        residentBefore = resident().kib();
        resident().forgetPeak();
        statements.reset();
        begun = statements.ask("select clock_timestamp()");
        cutAt = System.nanoTime();
    }

    /** Another knows nobody; what it costs is counted from its start on. */
    void killsServer() {
        server.kill9();
        statements.reset();
        begun = statements.ask("select clock_timestamp()");
        cutAt = System.nanoTime();
        server.restart();
        before = Scrape.of(server.url());
    }

    void cutsCameras() {
        swarm.from(1);
        cameras.forEach(StockClient::cut);
        Await.until("some are refused", PATIENCE, () -> !refusals().isEmpty());
        swarm.from(Math.max(1, CAMERAS / CAMERAS_AN_ADDRESS));
    }

    void awaitCameras(int returns) {
        Await.until(
                "all are there",
                PATIENCE,
                () -> cameras.stream().allMatch(camera -> camera.returns() >= returns && camera.isConnected()));
        System.out.printf(
                "%d were back within %,d ms%n", returns * CAMERAS, sinceCut().toMillis());
    }

    /** By then their rows say that they were heard of since it began. */
    void awaitRows() {
        Await.until("all are written", PATIENCE, () -> seenSince(begun) == CAMERAS);
    }

    private int seenSince(String time) {
        return Integer.parseInt(
                statements.ask("select count(*) from devices where role = 'camera' and online and last_seen_at > '%s'"
                        .formatted(time)));
    }

    /** The one who is linked with all cameras, once that it is there is written: who was not doesn't go. */
    Speaker phone() {
        UUID phone = DeviceRows.client(PHONE);
        Speaker speaker = Speaker.of(swarm.connected(token(phone)));
        Await.until(
                "it is online",
                PATIENCE,
                () -> statements
                        .ask("select online from devices where id = '%s'".formatted(phone))
                        .equals("t"));
        return speaker;
    }

    void clientsHeardAllInOrder(int words) {
        clients.forEach(client -> client.hears(words));
        assertThat(clients).noneMatch(Listener::hasEnded).allSatisfy(Listener::heardAllInOrder);
        latencies.print("Meanwhile %d others heard %d words".formatted(CLIENTS, words));
    }

    /** Whoever stays has been told of each camera once: when it came for the first time. */
    void nobodySawThemGo() {
        assertThat(presenceTold()).as("changes of presence told").isEqualTo(CAMERAS);
    }

    void wereRefusedForNowOnly() {
        System.out.printf("%d handshakes were refused%n", refusals().size());
        assertThat(refusals())
                .allSatisfy(refused ->
                        assertThat(refused).startsWith("HTTP/1.1 503").contains("\r\nretry-after: "));
        assertThat(cameras)
                .flatExtracting(StockClient::refused)
                .as("refused at CONNECT")
                .isEmpty();
    }

    List<String> refusals() {
        return cameras.stream().flatMap(camera -> camera.refusals().stream()).toList();
    }

    void costsAtMost(long most, long updates) {
        statements.print("%d came back".formatted(CAMERAS), sinceCut());
        assertThat(statements.calls()).as("statements").isLessThanOrEqualTo(most);
        assertThat(statements.calls("update devices d set (online|nodes)"))
                .as("statements that write presence")
                .isPositive()
                .isLessThanOrEqualTo(updates);
    }

    /** How long they waited is only shown: on a busy machine that says more of the machine. */
    void foundConnections() {
        Scrape now = Scrape.of(server.url());
        System.out.printf(
                "Of %.0f connections lent %.0f took over 10 ms, %.0f over 100 ms%n",
                now.sum(WAIT + "count") - before.sum(WAIT + "count"),
                over("0.01", now) - over("0.01", before),
                over("0.1", now) - over("0.1", before));
        assertThat(now.sum("vedette_database_pool_refused_total"))
                .as("who got no connection")
                .isEqualTo(before.sum("vedette_database_pool_refused_total"));
    }

    private static double over(String bound, Scrape scrape) {
        return scrape.sum(WAIT + "count") - scrape.sum(WAIT + "bucket", "le=\"%s\"".formatted(bound));
    }

    void grewAtMost(int percent) {
        long peak = resident().peakKib();
        System.out.printf(
                "Resident before %,d KiB, at most %,d KiB, afterwards %,d KiB%n",
                residentBefore, peak, resident().kib());
        assertThat(peak).as("resident KiB").isLessThanOrEqualTo(residentBefore * (100 + percent) / 100);
    }

    /** All who came back hear that the one client is disabled which they are all linked with. */
    void allHearOfTheirLinks() {
        server.visitor()
                .bearing("user-" + DeviceRows.OWNER)
                .send("PATCH", "/devices/" + DeviceRows.client(PHONE), "{\"status\":\"disabled\"}")
                .is(200);
        Await.until(
                "all have heard it",
                PATIENCE,
                () -> cameras.stream().allMatch(camera -> camera.hasHeard("\"reason\":\"disabled\"")));
    }

    private Duration sinceCut() {
        return Duration.ofNanos(System.nanoTime() - cutAt);
    }

    private long presenceTold() {
        return clients.stream()
                .flatMap(client -> client.others().stream())
                .filter(packet -> packet.startsWith(PRESENCE))
                .count();
    }

    private Resident resident() {
        return server.resident();
    }

    private String token(UUID device) {
        return tokens.getOrDefault(device, "");
    }

    @Override
    public void close() {
        swarm.close();
        statements.close();
    }
}
