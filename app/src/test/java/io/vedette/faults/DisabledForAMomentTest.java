package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.DeviceEnabled;
import io.vedette.platform.bus.Bus;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

/** A device that is active again when somebody looks was disabled all the same: what it had before ends, what came since stays. */
class DisabledForAMomentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static void disableAndEnable(Household house, Gadget device) {
        house.patch(device, Bodies.object().put("status", "disabled")).is(200);
        house.patch(device, Bodies.object().put("status", "active")).is(200);
    }

    private static Hearer connected(Swarm swarm, Gadget device) {
        return new Hearer(swarm.connected(device.token()), "none");
    }

    private static void hasEndedForGood(Hearer socket) {
        Await.until("it ends", PATIENCE, socket::hasEnded);
        socket.endedForGood();
    }

    private static void nothingIsToldAnyMore(TestServer server) {
        Await.until(
                "all is told",
                PATIENCE,
                () -> TestDatabase.ask(server.database(), "select id from outbox")
                        .isEmpty());
    }

    /** What is told of a device waits for what was told before. */
    @Test
    void loses_what_it_had_though_whoever_is_told_finds_it_active() {
        try (TestServer server = TestServer.start(Map.of());
                Swarm swarm = new Swarm(server.url())) {
            Sinks.Empty<Void> gate = Sinks.empty();
            server.bean(Bus.class).subscribe(DeviceEnabled.class, "slow", _ -> gate.asMono());
            Household house = Household.at(server);
            Gadget device = house.client();
            disableAndEnable(house, device);
            Hearer before = connected(swarm, device);
            disableAndEnable(house, device);
            assertThat(before.hasEnded()).isFalse();
            gate.tryEmitEmpty().orThrow();
            hasEndedForGood(before);
            nothingIsToldAnyMore(server);
        }
    }

    @Test
    void keeps_what_came_after_though_it_is_told_later() {
        try (TestServer server = TestServer.start(Map.of());
                Swarm swarm = new Swarm(server.url())) {
            Sinks.Empty<Void> gate = Sinks.empty();
            server.bean(Bus.class).subscribe(DeviceEnabled.class, "slow", _ -> gate.asMono());
            Household house = Household.at(server);
            Gadget device = house.client();
            disableAndEnable(house, device);
            Hearer before = connected(swarm, device);
            disableAndEnable(house, device);
            Hearer after = connected(swarm, device);
            hasEndedForGood(before);
            gate.tryEmitEmpty().orThrow();
            nothingIsToldAnyMore(server);
            house.patch(device, Bodies.object().put("name", "Another")).is(200);
            assertThat(after.hasEnded()).isFalse();
        }
    }

    /** Which are told nothing of each other, as long as there is no bus between them. */
    @Test
    void on_one_node_does_so_on_the_others() {
        Map<String, String> settings = Map.of("DATABASE_URL", TestDatabase.text(TestDatabase.fresh()));
        try (TestServer one = TestServer.start(settings);
                TestServer other = TestServer.start(settings);
                Swarm swarm = new Swarm(other.url())) {
            Bus bus = other.bean(Bus.class);
            Await.until("they know of each other", PATIENCE.multipliedBy(2), () -> !bus.isWell());
            Household house = Household.at(one);
            Gadget device = house.client();
            Gadget another = house.client();
            Hearer before = connected(swarm, device);
            Hearer witness = connected(swarm, another);
            disableAndEnable(house, device);
            Hearer after = connected(swarm, device);
            hasEndedForGood(before);
            disableAndEnable(house, another);
            hasEndedForGood(witness);
            assertThat(after.hasEnded()).isFalse();
            disableAndEnable(house, device);
            hasEndedForGood(after);
        }
    }
}
