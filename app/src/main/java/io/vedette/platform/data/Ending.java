package io.vedette.platform.data;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Something to do once a transaction has ended in one of two ways. */
record Ending(boolean committed, @Nullable Part part, Runnable action) implements TransactionSynchronization {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    static Mono<Void> register(boolean committed, Runnable action) {
        return Mono.deferContextual(context -> TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(manager -> manager.registerSynchronization(new Ending(committed, Part.of(context), action)))
                .then());
    }

    @Override
    public Mono<Void> afterCompletion(int status) {
        return Mono.fromRunnable(() -> {
            boolean kept = status == STATUS_COMMITTED && (part == null || !part.isTakenBack());
            if (kept == committed) {
                run();
            }
        });
    }

    /** The transaction has ended: nothing that fails here can change its result. */
    private void run() {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("What was to follow a transaction failed", e);
        }
    }

    /** A savepoint's part of the transaction, within that of an outer savepoint if there is one. */
    record Part(@Nullable Part outer, AtomicBoolean takenBack) {
        static @Nullable Part of(ContextView context) {
            return context.getOrDefault(Part.class, null);
        }

        void takeBack() {
            takenBack.set(true);
        }

        boolean isTakenBack() {
            return takenBack.get() || (outer != null && outer.isTakenBack());
        }
    }
}
