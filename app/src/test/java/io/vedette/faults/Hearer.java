package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.faults.Peer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One socket that is told what is said of a camera, word by word. It notices gaps, and keeps when the last word was said. */
final class Hearer {
    private final Peer peer;
    private final String word;
    private final Queue<String> others = new ConcurrentLinkedQueue<>();
    private volatile int next;
    private volatile long lastSaidAt;
    private volatile long endedAt;

    Hearer(Peer peer, String room) {
        this.peer = peer;
        this.word = "42[\"room:said\",{\"room\":\"%s\",\"text\":\"".formatted(room);
        peer.listen(this::take);
        var _ = peer.end().thenRun(() -> endedAt = System.nanoTime());
    }

    int heard() {
        return next;
    }

    long lastSaidAt() {
        return lastSaidAt;
    }

    long endedAt() {
        return endedAt;
    }

    boolean hasEnded() {
        return peer.hasEnded();
    }

    /** What else it was told, such as that it is sent away. */
    List<String> others() {
        return List.copyOf(others);
    }

    void endedForGood() {
        assertThat(others()).containsExactly("41");
        assertThat(peer.closeCode()).isEqualTo(1000);
    }

    void endedForNow() {
        assertThat(others()).isEmpty();
        assertThat(peer.closeCode()).as("a close frame").isZero();
    }

    private void take(String packet) {
        if (packet.startsWith(word)) {
            hear(packet);
        } else if (!packet.contains("\"presence\":\"online\"")) { // that the camera came, it may just have missed
            others.add(packet);
        }
    }

    private void hear(String packet) {
        int end = packet.indexOf(' ', word.length());
        int number = Integer.parseInt(packet, word.length(), end, 10);
        if (number != next) {
            others.add("word %d instead of %d".formatted(number, next));
        }
        lastSaidAt = Long.parseLong(packet, end + 1, packet.indexOf(' ', end + 1), 10);
        next = number + 1;
    }
}
