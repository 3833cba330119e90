package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.faults.Oracle;
import io.vedette.testing.faults.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What was sent and answered, what came to cameras, and what the sender was told; it never asks the server. */
final class CommandLedger {
    /** From the look at the deadline to the camera's look at its clock. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(100);

    private static final int PERCENT = 100;

    private final Oracle lasting = new Oracle();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();
    private final List<String> late = new CopyOnWriteArrayList<>();
    private final List<String> sameAttempt = new CopyOnWriteArrayList<>();
    private final AtomicInteger pushedAgain = new AtomicInteger();
    private final AtomicInteger pushedTwice = new AtomicInteger();
    private final Map<String, ConcurrentLinkedQueue<Telling>> told = new ConcurrentHashMap<>();

    /** @param over the connection of the sender */
    private record Telling(String status, Peer over) {}

    /** The server has answered that it keeps it. */
    void sent(String camera, String command, boolean lasts) {
        sent.add(command);
        if (lasts) {
            lasting.acknowledged(camera, command);
        }
    }

    void arrived(String camera, String command, Instant at, Instant expires) {
        arrived.add(command);
        lasting.arrived(camera, command);
        if (at.isAfter(expires.plus(ON_THE_WAY))) {
            late.add(command);
        }
    }

    void again(String command, boolean grown, boolean overTheSameSocket) {
        pushedAgain.incrementAndGet();
        if (overTheSameSocket) {
            pushedTwice.incrementAndGet();
        }
        if (!grown) {
            sameAttempt.add(command);
        }
    }

    void told(String command, String status, Peer over) {
        told.computeIfAbsent(command, _ -> new ConcurrentLinkedQueue<>()).add(new Telling(status, over));
    }

    int sent() {
        return sent.size();
    }

    Set<String> all() {
        return sent;
    }

    /** @param states of all that were sent, as they ended */
    void print(Map<String, String> states) {
        Map<String, Integer> counts = new TreeMap<>();
        sent.forEach(command -> counts.merge(states.getOrDefault(command, "unknown"), 1, Integer::sum));
        System.out.printf(
                "%d commands were answered: %s; %d arrived, %d were pushed again, %d of them over the same socket%n",
                sent.size(),
                counts,
                arrived.stream().filter(sent::contains).count(),
                pushedAgain.get(),
                pushedTwice.get());
    }

    void isRight(Map<String, String> states) {
        lasting.nothingLost().inOrder();
        assertThat(sent)
                .allSatisfy(command -> assertThat(states.get(command)).isIn("acknowledged", "rejected", "expired"));
        assertThat(sent.stream().filter(command -> "expired".equals(states.get(command)) && !arrived.contains(command)))
                .as("what never came has expired, and nothing else")
                .containsExactlyInAnyOrderElementsOf(sent.stream()
                        .filter(command -> !arrived.contains(command))
                        .toList());
        assertThat(late).as("pushed after their time").isEmpty();
        assertThat(sameAttempt).as("pushed again as the same attempt").isEmpty();
        assertThat(pushedTwice.get() * PERCENT)
                .as("pushed again over the same socket")
                .isLessThanOrEqualTo(3 * sent.size());
    }

    /**
     * What its sender hears of a command ends with the one state that it ended in, and no sending comes after that. Over one
     * connection nothing is told twice; a server that was killed may not have noted that it had told it.
     */
    void toldInOrder(Map<String, String> states) {
        told.forEach((command, heard) -> {
            assertThat(heard).as(command).doesNotHaveDuplicates();
            List<String> statuses =
                    heard.stream().map(Telling::status).distinct().toList();
            List<String> settled =
                    statuses.stream().filter(status -> !status.equals("sent")).toList();
            if (!settled.isEmpty()) {
                assertThat(settled).as(command).containsExactly(states.get(command));
                assertThat(heard.stream()
                                .map(Telling::status)
                                .dropWhile("sent"::equals)
                                .distinct())
                        .as(command)
                        .containsExactlyElementsOf(settled);
            }
        });
    }
}
