package io.vedette.realtime.engine;

import com.corundumstudio.socketio.scheduler.CancelableScheduler;
import com.corundumstudio.socketio.scheduler.SchedulerKey;
import io.netty.channel.ChannelHandlerContext;
import io.vedette.platform.ops.Ticks;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the library wants done later. One pass a tick looks through it: there is no timer per entry. */
final class Deadlines implements CancelableScheduler {
    private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

    private final Map<SchedulerKey, Deadline> waiting = new ConcurrentHashMap<>();

    private record Deadline(long at, Runnable action) {}

    void pass(long now) {
        waiting.forEach((key, deadline) -> {
            if (now - deadline.at() >= 0 && waiting.remove(key, deadline)) {
                run(deadline.action());
            }
        });
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException broken) {
            log.error("What was due broke", broken);
        }
    }

    int size() {
        return waiting.size();
    }

    @Override
    public void schedule(SchedulerKey key, Runnable action, long delay, TimeUnit unit) {
        waiting.put(key, new Deadline(Ticks.nanos() + unit.toNanos(delay), action));
    }

    @Override
    public void scheduleCallback(SchedulerKey key, Runnable action, long delay, TimeUnit unit) {
        schedule(key, action, delay, unit);
    }

    @Override
    public void schedule(Runnable action, long delay, TimeUnit unit) {
        schedule(new SchedulerKey(SchedulerKey.Type.ACK_TIMEOUT, action), action, delay, unit);
    }

    @Override
    public void cancel(SchedulerKey key) {
        waiting.remove(key);
    }

    @Override
    public void update(ChannelHandlerContext context) {
        // The library's own timers would run there.
    }

    @Override
    public void shutdown() {
        waiting.clear();
    }
}
