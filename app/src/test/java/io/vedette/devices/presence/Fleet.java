package io.vedette.devices.presence;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.devices.PresenceReason;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.Transactions;
import io.vedette.testing.Await;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A server of its own with devices around it. */
final class Fleet implements AutoCloseable {
    static final Map<String, String> QUICK =
            Map.of("PRESENCE_GRACE", "300ms", "PRESENCE_TIMEOUT", "3s", "PRESENCE_LEASE", "900ms");
    static final Map<String, String> PATIENT = Map.of("PRESENCE_GRACE", "1m");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TestServer server;
    final DatabaseUrl database;
    final DeviceRows rows;
    private final Swarm swarm;

    private Fleet(TestServer server, DatabaseUrl database) {
        this.server = server;
        this.database = database;
        this.rows = new DeviceRows(database);
        this.swarm = new Swarm(server.url());
    }

    static Fleet with(Map<String, String> settings) {
        return on(TestDatabase.fresh(), settings);
    }

    /** Another node, if there is one on this database already. */
    static Fleet on(DatabaseUrl database, Map<String, String> settings) {
        return through(database, database, settings);
    }

    /** @param way how the server sees the database */
    static Fleet through(DatabaseUrl way, DatabaseUrl database, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("DATABASE_URL", TestDatabase.text(way));
        all.put("RATE_LIMIT_ENABLED", "false");
        return new Fleet(TestServer.start(all), database);
    }

    UUID camera() {
        return rows.camera();
    }

    Peer connect(UUID camera) {
        return swarm.connected("camera-" + camera);
    }

    /** For one that may not be let in. */
    Peer triesToConnect(UUID camera) {
        return swarm.client("camera-" + camera);
    }

    List<Peer> connect(int cameras) {
        return swarm.clients(cameras, number -> "camera-" + DeviceRows.numbered(number + 1));
    }

    Watcher watcher(UUID... cameras) {
        UUID client = rows.client();
        for (UUID camera : cameras) {
            rows.link(camera, client);
        }
        return new Watcher(swarm.connected("client-" + client));
    }

    Peer client(UUID id) {
        return swarm.connected("client-" + id);
    }

    /** As the registry does it. */
    void end(UUID camera, PresenceReason reason) {
        PresenceEnding ending = server.bean(PresenceEnding.class);
        server.bean(Transactions.class).write(ending.endNow(camera, reason)).block(PATIENCE);
    }

    void remove(UUID camera, List<UUID> linked) {
        PresenceEnding ending = server.bean(PresenceEnding.class);
        server.bean(Transactions.class)
                .write(ending.endForGood(camera, PresenceReason.REMOVED, linked))
                .block(PATIENCE);
        sql("delete from devices where id = '%s'".formatted(camera));
    }

    Visitor as(UUID camera) {
        return Visitor.at(server.url()).bearing("camera-" + camera);
    }

    /** It beats once over HTTP. */
    void beats(UUID camera) {
        triesToBeat(camera).is(200);
    }

    Reply triesToBeat(UUID camera) {
        return as(camera).post("/devices/%s/heartbeat".formatted(camera), "{}");
    }

    boolean isOnline(UUID camera) {
        return rows.isOnline(camera);
    }

    double count(String meter, String... tags) {
        var counter = server.bean(MeterRegistry.class).find(meter).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    double gauge(String meter) {
        return server.bean(MeterRegistry.class).get(meter).gauge().value();
    }

    void sql(String statement) {
        TestDatabase.execute(database, statement);
    }

    String ask(String question) {
        return TestDatabase.ask(database, question).getFirst();
    }

    static void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition);
    }

    @Override
    public void close() {
        swarm.close();
        server.close();
    }
}
