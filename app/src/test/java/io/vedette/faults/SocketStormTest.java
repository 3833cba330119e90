package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
import io.vedette.testing.faults.Scrape;
import io.vedette.testing.faults.Servers;
import io.vedette.testing.faults.Speaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Very many devices return at once. By hand with {@code -Dstorm.sockets=10000 -Dserver.leak.detection=disabled}. */
@Alone
class SocketStormTest {
    private static final int MOST_GROWTH_PERCENT = 25;
    private static final int A_SECOND = 50;
    private static final int TOLD = 10 * A_SECOND;
    private static final int DEVICES_AN_UPDATE = 100;

    @RegisterExtension
    final Servers servers = new Servers();

    @Test
    void when_a_network_is_back_it_costs_little_and_those_who_stayed_miss_nothing() {
        try (Storm storm = new Storm(servers)) {
            storm.gathers();
            Speaker phone = storm.phone();
            storm.begins();
            storm.cutsCameras();
            phone.say("news", "", TOLD, A_SECOND, () -> {});
            storm.awaitCameras(1);
            storm.awaitRows();
            storm.costsAtMost(Storm.CAMERAS, Storm.CAMERAS / DEVICES_AN_UPDATE);
            storm.clientsHeardAllInOrder(TOLD);
            storm.nobodySawThemGo();
            assertThat(storm.refusals()).isNotEmpty();
            storm.wereRefusedForNowOnly();
            storm.foundConnections();
            storm.grewAtMost(MOST_GROWTH_PERCENT);
            storm.allHearOfTheirLinks();
            assertThat(Scrape.of(storm.server.url()).closed("revoked")).isZero();
        }
    }

    @Test
    void when_a_server_is_back_that_knows_nobody_it_costs_little_too() {
        try (Storm storm = new Storm(servers)) {
            storm.gathers();
            storm.killsServer();
            storm.awaitCameras(1);
            storm.awaitRows();
            storm.costsAtMost(Storm.CAMERAS, Storm.CAMERAS / DEVICES_AN_UPDATE);
            storm.wereRefusedForNowOnly();
            storm.foundConnections();
            storm.phone();
            storm.allHearOfTheirLinks();
        }
    }
}
