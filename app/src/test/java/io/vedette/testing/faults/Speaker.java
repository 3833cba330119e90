package io.vedette.testing.faults;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/** One who says things in rooms at a steady rate, each word with its number and the time in front. */
public final class Speaker {
    private static final int AHEAD = 64;

    private final Peer peer;
    private final Semaphore unanswered = new Semaphore(AHEAD);

    private Speaker(Peer peer) {
        this.peer = peer;
    }

    public static Speaker of(Peer peer) {
        Speaker speaker = new Speaker(peer);
        peer.listen(packet -> {
            if (packet.startsWith("437")) {
                speaker.unanswered.release();
            }
        });
        return speaker;
    }

    /** So many, at so many a second; every second something else is done as well. All were told when it returns. */
    public void say(String room, String text, int count, int perSecond, Runnable eachSecond) {
        say(room, text, perSecond, number -> {
            boolean more = number < count;
            if (more && number % perSecond == 0) {
                eachSecond.run();
            }
            return more;
        });
    }

    /** As long as there is more to say; gives how many words that were. All were told when it returns. */
    public int say(String room, String text, int perSecond, IntPredicate isMore) {
        long first = System.nanoTime();
        long interval = Duration.ofSeconds(1).toNanos() / perSecond;
        int number = 0;
        for (; isMore.test(number); number++) {
            LockSupport.parkNanos(first + number * interval - System.nanoTime());
            tell("room:say", room, number, text);
        }
        awaitAnswers();
        return number;
    }

    /** The same of what is worth nothing later, as fast as it is taken. */
    public void flash(String room, String text, int count) {
        for (int number = 0; number < count; number++) {
            tell("room:flash", room, number, text);
        }
        awaitAnswers();
    }

    private void tell(String event, String room, int number, String text) {
        acquire(1);
        peer.say("427[\"%s\",{\"room\":\"%s\",\"text\":\"%d %d %s\"}]"
                .formatted(event, room, number, System.nanoTime(), text));
    }

    private void awaitAnswers() {
        acquire(AHEAD);
        unanswered.release(AHEAD);
    }

    private void acquire(int permits) {
        try {
            if (!unanswered.tryAcquire(permits, 30, TimeUnit.SECONDS)) {
                throw new AssertionError("What is said is not answered");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
