package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** A client device that hears of a camera, with as many sockets as it may have. */
record Viewer(Gadget device, String link, String room, List<Hearer> sockets) {
    static final int SOCKETS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    Viewer connected(Swarm swarm) {
        List<Hearer> connected = Stream.generate(() -> new Hearer(swarm.connected(device.token()), room))
                .limit(SOCKETS)
                .toList();
        return new Viewer(device, link, room, connected);
    }

    void ended() {
        Await.until("its sockets end", PATIENCE, () -> sockets.stream().allMatch(Hearer::hasEnded));
    }

    long endedAt() {
        return last(Hearer::endedAt);
    }

    long lastSaidAt() {
        return last(Hearer::lastSaidAt);
    }

    /** None went, and none was told anything else, or anything in another order. */
    void heardAllOf(int words) {
        assertThat(sockets).noneMatch(Hearer::hasEnded).allSatisfy(socket -> {
            Await.until("all is heard", PATIENCE, () -> socket.heard() == words);
            assertThat(socket.others()).isEmpty();
        });
    }

    void isRefused(Swarm swarm, String code) {
        Peer again = swarm.client(device.token());
        Await.until("an answer", PATIENCE, () -> again.heard().size() > 1);
        assertThat(again.heard())
                .last()
                .isEqualTo("44{\"message\":\"unauthorized\",\"data\":{\"code\":\"%s\"}}".formatted(code));
        again.close();
    }

    private long last(ToLongFunction<Hearer> when) {
        return sockets.stream().mapToLong(when).max().orElseThrow();
    }
}
