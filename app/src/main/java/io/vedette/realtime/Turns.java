package io.vedette.realtime;

import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.protocol.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What one socket asks for is done one after the other, in the order in which it was asked. So no socket keeps more than
 * one piece of work busy, however much it sends.
 */
final class Turns {
    private static final int MOST_WAITING = 200;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final Connection connection;
    private @Nullable Queue<Turn> waiting;
    private boolean busy;

    /** Some work, and what to do instead when it waited for too long. */
    private record Turn(Mono<Void> work, Runnable instead, long since) {}

    Turns(Connection connection) {
        this.connection = connection;
    }

    synchronized void take(Mono<Void> work, Runnable instead) {
        if (!busy) {
            begin(work);
        } else if (waiting().size() < MOST_WAITING) {
            waiting().add(new Turn(work, instead, Ticks.nanos()));
        } else {
            instead.run();
        }
    }

    private Queue<Turn> waiting() {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        return waiting;
    }

    private void begin(Mono<Void> work) {
        busy = true;
        work.doFinally(_ -> connection.loop().execute(this::next)).subscribe();
    }

    private synchronized void next() {
        busy = false;
        for (Turn turn = poll(); turn != null && !busy; turn = busy ? null : poll()) {
            if (Ticks.nanos() - turn.since() > LONGEST_WAIT.toNanos()) {
                turn.instead().run();
            } else {
                begin(turn.work());
            }
        }
    }

    private @Nullable Turn poll() {
        return waiting == null ? null : waiting.poll();
    }
}
