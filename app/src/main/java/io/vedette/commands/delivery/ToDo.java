package io.vedette.commands.delivery;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be done in the order in which it was said, one thing at a time, by whoever comes first. */
final class ToDo {
    private static final Logger log = LoggerFactory.getLogger(ToDo.class);

    private @Nullable Queue<Runnable> all;
    private boolean busy;

    synchronized void add(Runnable work) {
        if (all == null) {
            all = new ArrayDeque<>(2);
        }
        all.add(work);
    }

    /** Whoever adds something meanwhile may leave it to us. */
    void work() {
        for (Runnable next = begin(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException broken) {
                log.error("Something that was to be done broke", broken);
            }
        }
    }

    private synchronized @Nullable Runnable begin() {
        return busy ? null : next();
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = all == null ? null : all.poll();
        busy = next != null;
        all = next == null ? null : all;
        return next;
    }
}
