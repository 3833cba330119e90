package io.vedette.webhooks;

import static io.vedette.testing.faults.StandIn.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Bystander;
import io.vedette.testing.faults.SelfSigned;
import io.vedette.testing.faults.StandIn;
import io.vedette.testing.faults.StandIn.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Receivers in every state a bad day has, all at once: each try has an end, health counts them, nobody else waits, and they heal. */
@Alone
class WebhookOutageTest {
    /** A single try at a receiver that hangs takes longer. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private static final int CHUNK = 64 * 1024;
    /** What networks hold on the way is more than what is read, and much less than this. */
    private static final long MUCH = 64 * 1024 * 1024;

    /** @param hook what is told to it */
    private record Fault(String name, String error, StandIn receiver, Hook hook, List<String> deliveries) {
        boolean shows() {
            return hook.deliveries().stream()
                    .anyMatch(each -> each.path("lastError").asString("").equals(error));
        }
    }

    private static Fault fault(Household house, String name, String error, StandIn receiver) {
        Hook hook = Hook.of(house, receiver.url() + "/" + name, "video.uploaded");
        List<String> deliveries = new ArrayList<>();
        for (int made = 0; made < 3; made++) {
            deliveries.add(hook.tests());
        }
        return new Fault(name, error, receiver, hook, deliveries);
    }

    private final AtomicLong said = new AtomicLong();

    /** Goes on for as long as anybody reads. */
    private Mono<Void> babble(Received message, HttpServerResponse response) {
        return response.sendByteArray(Flux.range(0, Integer.MAX_VALUE).map(_ -> {
                    said.addAndGet(CHUNK);
                    return new byte[CHUNK];
                }))
                .then();
    }

    @Test
    void each_fault_ends_is_counted_delays_nobody_and_heals(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.start(Map.of("RATE_LIMIT_ENABLED", "false"));
                StandIn refused = new StandIn(status(204, ""));
                StandIn broken = new StandIn(status(500, ""));
                StandIn silent = new StandIn(StandIn.SILENT);
                StandIn dripping = new StandIn(StandIn.DRIPPING);
                StandIn forged = new StandIn(status(204, ""), SelfSigned.in(folder));
                StandIn endless = new StandIn(this::babble);
                Receiver well = new Receiver()) {
            noticesNothing(server, "all is well");
            Household house = Household.at(server);
            refused.goAway();
            List<Fault> faults = List.of(
                    fault(house, "refused", "unreachable", refused),
                    fault(house, "broken", "http_500", broken),
                    fault(house, "silent", "timeout", silent),
                    fault(house, "dripping", "timeout", dripping),
                    fault(house, "forged", "tls_failed", forged));
            Hook talkative = Hook.of(house, endless.url(), "video.uploaded");
            talkative.becomes(talkative.tests(), "delivered");
            assertThat(said).hasValueLessThan(MUCH);
            isInNobodysWay(Hook.of(Household.at(server), well.url() + "/well", "video.uploaded"));
            noticesNothing(server, "receivers are unwell");
            Await.until(
                    "health counts them", Hook.PATIENCE, () -> health(server).startsWith("degraded 5 of 7 "));
            faults.forEach(fault -> assertThat(fault.shows()).as(fault.name()).isTrue());
            Visitor.at(server.url()).get("/health/ready").is(200);
            refused.comeBack();
            List.of(broken, silent, dripping).forEach(each -> each.always(status(204, "")));
            heal(server, faults.subList(0, 4));
            assertThat(forged.received).isEmpty();
            Await.until("health counts one", Hook.PATIENCE, () -> health(server).startsWith("ok 1 of 7 "));
        }
    }

    private static void noticesNothing(TestServer server, String title) {
        try (Bystander bystander = Bystander.at(server)) {
            bystander.noticesNothing(title);
        }
    }

    private static void isInNobodysWay(Hook other) {
        long begun = System.nanoTime();
        for (int made = 0; made < 20; made++) {
            other.becomes(other.tests(), "delivered");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }

    private static void heal(TestServer server, List<Fault> faults) {
        faults.forEach(fault -> fault.hook().isDue(server));
        faults.forEach(fault -> fault.deliveries().forEach(each -> {
            Await.until("it is delivered", Hook.PATIENCE, () -> {
                boolean done =
                        fault.hook().delivery(each).path("status").asString().equals("delivered");
                if (!done) {
                    fault.hook().isDue(server);
                }
                return done;
            });
        }));
    }

    private static String health(TestServer server) {
        var check = Visitor.at(server.url()).get("/health").json().at("/checks/webhooks");
        return check.path("status").asString() + " " + check.path("detail").asString("");
    }
}
