package io.vedette.realtime;

import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What one socket asks for is done one after the other, in the order in which it was asked. So no socket keeps more than
 * one piece of work busy, however much it sends.
 */
final class Turns {
    private static final int MOST_WAITING = 200;
    private static final int MOST_BYTES_WAITING = 1 << 20;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final Executor loop;
    private @Nullable Queue<Turn> waiting;
    private int bytesWaiting;
    private boolean busy;

    /** Some work, and what to do instead when it waited for too long. */
    private record Turn(Mono<Void> work, Runnable instead, int bytes, long since) {}

    Turns(Executor loop) {
        this.loop = loop;
    }

    synchronized void take(Mono<Void> work, Runnable instead, int bytes) {
        if (!busy) {
            begin(work);
        } else if (waiting().size() < MOST_WAITING && bytesWaiting + bytes <= MOST_BYTES_WAITING) {
            bytesWaiting += bytes;
            waiting().add(new Turn(work, instead, bytes, Ticks.nanos()));
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
        work.doFinally(_ -> loop.execute(this::next)).subscribe();
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
        Turn next = waiting == null ? null : waiting.poll();
        bytesWaiting -= next == null ? 0 : next.bytes();
        return next;
    }
}
