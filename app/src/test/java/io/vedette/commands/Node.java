package io.vedette.commands;

import io.vedette.commands.delivery.Steps;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/** A server of its own, or one of several on one database. */
final class Node implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final TestServer server;
    final DatabaseUrl database;
    final DeviceRows rows;
    final Steps steps;

    private Node(TestServer server, DatabaseUrl database) {
        this.server = server;
        this.database = database;
        this.rows = new DeviceRows(database);
        this.steps = new Steps(server);
    }

    static Node fresh() {
        return on(TestDatabase.fresh(), Map.of());
    }

    static Node on(DatabaseUrl database, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("DATABASE_URL", TestDatabase.text(database));
        all.put("RATE_LIMIT_ENABLED", "false");
        return new Node(TestServer.start(all), database);
    }

    /** Remembers what is announced here. */
    Node toldTo(Told told) {
        server.bean(Bus.class)
                .receive(CommandChanged.class, "test", envelope -> Mono.fromRunnable(() -> told.take(envelope)));
        return this;
    }

    <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    Visitor owner() {
        return Visitor.at(server.url()).bearing("user-" + DeviceRows.OWNER);
    }

    Visitor client(UUID id) {
        return Visitor.at(server.url()).bearing("client-" + id);
    }

    Visitor camera(UUID id) {
        return Visitor.at(server.url()).bearing("camera-" + id);
    }

    List<String> ask(String question) {
        return TestDatabase.ask(database, question);
    }

    void sql(String statement) {
        TestDatabase.execute(database, statement);
    }

    /** All that was committed has been announced. */
    void awaitAllTold() {
        await("the outbox is empty", () -> ask("select count(*) from outbox").equals(List.of("0")));
    }

    static void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition);
    }

    @Override
    public void close() {
        server.close();
    }
}
