package io.vedette.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import java.time.Duration;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One who hears what is said in a room, where every word has a number, and notices what is missing. */
public final class Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NUMBER = "\"text\":\"";

    private final Peer peer;
    private @Nullable Latencies latencies;
    private final Queue<String> others = new ConcurrentLinkedQueue<>();
    private volatile int next;
    private volatile String wrong = "";

    private Listener(Peer peer) {
        this.peer = peer;
    }

    /** Returns once it is in. */
    public static Listener in(String room, Peer peer) {
        Listener listener = new Listener(peer);
        CompletableFuture<String> joined = new CompletableFuture<>();
        peer.listen(packet -> {
            if (packet.startsWith("431")) {
                joined.complete(packet);
            } else if (packet.startsWith("42[\"room:said")) {
                listener.heard(packet);
            } else {
                listener.others.add(packet);
            }
        });
        peer.say("421[\"room:join\",{\"room\":\"%s\"}]".formatted(room));
        assertThat(joined.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .contains("\"ok\":true");
        return listener;
    }

    /** Writes down how long words were under way. */
    public Listener timing(Latencies into) {
        latencies = into;
        return this;
    }

    /** Returns once it has heard so many. */
    public void hears(int count) {
        Await.until("%d are heard".formatted(count), PATIENCE, () -> next >= count || hasEnded());
    }

    /** What it was told besides. */
    public Collection<String> others() {
        return others;
    }

    public boolean hasEnded() {
        return peer.hasEnded();
    }

    public void heardAllInOrder() {
        assertThat(wrong).as("out of order").isEmpty();
    }

    private void heard(String packet) {
        int start = packet.indexOf(NUMBER) + NUMBER.length();
        int end = packet.indexOf(' ', start);
        int number = Integer.parseInt(packet, start, end, 10);
        if (latencies != null) {
            long said = Long.parseLong(packet, end + 1, packet.indexOf(' ', end + 1), 10);
            latencies.add("heard", Duration.ofNanos(System.nanoTime() - said));
        }
        if (number != next && wrong.isEmpty()) {
            wrong = "%d instead of %d".formatted(number, next);
        }
        next = number + 1;
    }
}
