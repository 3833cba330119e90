package io.vedette.identity.password;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** So many may wait. Event loops offer, so it is a queue without a lock; and such a one has no bound of its own. */
final class Places extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1L;

    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int limit) {
        this.limit = limit;
    }

    @Override
    public boolean offer(Runnable task) {
        if (taken.incrementAndGet() > limit) {
            taken.decrementAndGet();
            return false;
        }
        return super.offer(task);
    }

    /** Whoever took one from the queue says so, however it was taken. */
    void free() {
        taken.decrementAndGet();
    }

    @Override
    public int remainingCapacity() {
        return Math.max(0, limit - taken.get());
    }
}
