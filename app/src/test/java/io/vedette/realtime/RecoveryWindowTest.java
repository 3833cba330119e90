package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.chat.Tidings;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.Wanderer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Beyond what a server remembers nothing is told, and that is said. */
class RecoveryWindowTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> SHORT_MEMORY =
            Map.of("SOCKET_PING_INTERVAL", "1s", "SOCKET_PING_TIMEOUT", "6s", "EVENT_REPLAY_WINDOW", "7s");

    private static Tidings to(TestServer server, Household house, Gadget device) {
        return new Tidings(server, house.userId(), Audience.devices(List.of(device.id())));
    }

    private static double gauge(TestServer server, String name) {
        return server.bean(MeterRegistry.class)
                .get("vedette.recovery." + name)
                .gauge()
                .value();
    }

    private static boolean isEmpty(TestServer server) {
        return gauge(server, "entries") + gauge(server, "passes") + gauge(server, "accounts") == 0;
    }

    private static boolean isHere(Wanderer wanderer) {
        return wanderer.talker().ask("heartbeat", "{}").path("ok").asBoolean();
    }

    /** What was told into the silence would be lost, and nobody would know. */
    @Test
    void a_window_that_is_shorter_than_the_silence_of_a_lost_socket_is_refused() {
        assertThatThrownBy(() ->
                        TestServer.start(Map.of("EVENT_REPLAY_WINDOW", "44s")).close())
                .hasStackTraceContaining("EVENT_REPLAY_WINDOW must not be shorter");
    }

    @Test
    void after_the_window_a_device_is_new() {
        try (TestServer server = TestServer.start(SHORT_MEMORY)) {
            Household house = Household.at(server);
            Gadget phone = house.client();
            Tidings tidings = to(server, house, phone);
            Wanderer byPass = new Wanderer(By.WEBSOCKET, server.url(), phone.token()).connects();
            Wanderer asking = new Wanderer(By.WEBSOCKET, server.url(), phone.token()).asks();
            asking.hearsThatItIsRecovered();
            tidings.tell(1);
            assertThat(byPass.hears() + asking.hears()).isEqualTo(2);
            byPass.isCut();
            asking.isCut();
            tidings.tell(2);
            Await.until("all is forgotten", PATIENCE, () -> isEmpty(server));
            assertThat(byPass.connects().isRecovered()).isFalse();
            assertThat(asking.asks().hearsThatItIsRecovered()).isFalse();
            tidings.tell(3);
            assertThat(byPass.hears() + asking.hears()).isEqualTo(6);
            byPass.close();
            asking.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_stays_and_is_told_nothing_for_longer_than_that_is_recovered(By by) {
        try (TestServer server = TestServer.start(SHORT_MEMORY)) {
            Household house = Household.at(server);
            Gadget phone = house.client();
            Tidings tidings = to(server, house, phone);
            Wanderer wanderer = new Wanderer(by, server.url(), phone.token()).connects();
            tidings.tell(1);
            assertThat(wanderer.hears()).isEqualTo(1);
            Await.until("that is forgotten", PATIENCE, () -> isHere(wanderer) && gauge(server, "entries") == 0);
            wanderer.isCut();
            assertThat(wanderer.connects().isRecovered()).isTrue();
            tidings.tell(2);
            assertThat(wanderer.hears()).isEqualTo(2);
            wanderer.close();
        }
    }

    @Test
    void a_server_that_was_started_again_knows_nobody() {
        DatabaseUrl database = TestDatabase.fresh();
        Map<String, String> settings = Map.of("DATABASE_URL", TestDatabase.text(database));
        Wanderer byPass;
        Wanderer asking;
        try (TestServer server = TestServer.start(settings)) {
            Household house = Household.of(server, "ada", database);
            Gadget phone = house.client();
            byPass = new Wanderer(By.WEBSOCKET, server.url(), phone.token()).connects();
            asking = new Wanderer(By.WEBSOCKET, server.url(), phone.token()).asks();
            asking.hearsThatItIsRecovered();
            to(server, house, phone).tell(1);
            assertThat(byPass.hears() + asking.hears()).isEqualTo(2);
        }
        try (TestServer server = TestServer.start(settings)) {
            assertThat(byPass.at(server.url()).connects().isRecovered()).isFalse();
            assertThat(asking.at(server.url()).asks().hearsThatItIsRecovered()).isFalse();
            byPass.close();
            asking.close();
        }
    }
}
