package io.vedette.devices.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Envelope;
import io.vedette.platform.bus.Fact;
import io.vedette.testing.Await;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is looked for while the bus may not have told of it. */
@ServerTest
class StateRoundsTest {
    private record Unheard(String key) implements Fact {}

    private final TestServer server = TestServer.running();
    private final Gadget camera = Household.fresh().camera();

    @BeforeEach
    void one_fact_reaches_nobody() {
        Bus bus = server.bean(Bus.class);
        CompletableFuture<Boolean> arrived = new CompletableFuture<>();
        var deaf = bus.subscribe(Unheard.class, "deaf", _ -> {
            arrived.complete(true);
            return Mono.never();
        });
        bus.publish(new Envelope<>(1, new Unheard("k"))).subscribe(_ -> {}, _ -> {});
        arrived.join();
        deaf.dispose();
        Await.until("it knows", Duration.ofSeconds(20), () -> !bus.isWell());
    }

    @Test
    void a_change_that_nobody_told_of_ends_the_sockets() {
        try (Talker socket = connected()) {
            revoke();
            isEnded(socket);
        }
    }

    /** As when the database went away between a fact and the look-up that it leads to. */
    @Test
    void a_change_that_was_told_of_but_not_looked_at_ends_them_too() {
        try (Talker socket = connected()) {
            revoke();
            server.bean(DeviceStates.class).forget(camera.id());
            isEnded(socket);
        }
    }

    private Talker connected() {
        Talker talker = Talker.arriving(By.WEBSOCKET, server.url());
        talker.connect(camera.auth());
        return talker;
    }

    private void revoke() {
        new DeviceRows(server.database()).write(camera.id(), "token_version = 2");
    }

    private static void isEnded(Talker socket) {
        assertThat(socket.engine().text()).isEqualTo("41");
        socket.engine().awaitEnd();
    }
}
