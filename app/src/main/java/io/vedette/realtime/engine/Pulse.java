package io.vedette.realtime.engine;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One coarse pass a tick over everything of an event loop that has a deadline, instead of a timer re-armed per packet.
 * Only that loop touches it. Whatever breaks on the way, the rest has its turn: a pass that failed would be the last.
 */
final class Pulse {
    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final EventLoop loop;
    private final List<Session> sessions = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();

    private final Deadlines deadlines;

    private Pulse(EventLoop loop, Deadlines deadlines) {
        this.loop = loop;
        this.deadlines = deadlines;
    }

    static Pulse start(EventLoop loop, Duration tick, Deadlines deadlines) {
        Pulse pulse = new Pulse(loop, deadlines);
        var _ = loop.scheduleAtFixedRate(pulse::beat, tick.toNanos(), tick.toNanos(), TimeUnit.NANOSECONDS);
        return pulse;
    }

    void add(Session session) {
        if (loop.inEventLoop()) {
            sessions.add(session);
        } else {
            loop.execute(() -> sessions.add(session));
        }
    }

    /** Closes the channel at the deadline, unless that is lifted before. */
    Guard guard(Channel channel, Duration atMost) {
        Guard guard = new Guard(channel, Ticks.nanos() + atMost.toNanos());
        guards.add(guard);
        return guard;
    }

    private void beat() {
        long now = Ticks.nanos();
        sweep(sessions, now, this::keep);
        sweep(guards, now, Guard::keep);
        deadlines.pass(now);
    }

    private boolean keep(Session session, long now) {
        if (session.hasEnded() || !session.loop().equals(loop)) {
            return false;
        }
        try {
            session.beat(now);
        } catch (RuntimeException broken) {
            log.error("A session could not be looked after", broken);
        }
        return true;
    }

    /** Order doesn't matter, so the last takes the place of what goes. */
    private static <T> void sweep(List<T> all, long now, Keeping<T> keeping) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (!keeping.keep(all.get(i), now)) {
                T last = all.removeLast();
                if (i < all.size()) {
                    all.set(i, last);
                }
            }
        }
    }

    private interface Keeping<T> {
        boolean keep(T one, long now);
    }

    /** A channel that has to come to something until its deadline. */
    static final class Guard {
        private final Channel channel;
        private long deadline;
        private boolean lifted;

        private Guard(Channel channel, long deadline) {
            this.channel = channel;
            this.deadline = deadline;
        }

        void postpone(Duration atMost) {
            deadline = Ticks.nanos() + atMost.toNanos();
        }

        void lift() {
            lifted = true;
        }

        private boolean keep(long now) {
            if (!lifted && now - deadline >= 0) {
                Wire.close(channel);
            }
            return !lifted && channel.isOpen();
        }
    }
}
