package io.vedette.platform.outbox;

import io.vedette.platform.bus.Fact;
import org.jspecify.annotations.Nullable;

/** One fact from its insert to the end of its transaction, which may come before the answer to the insert does. */
final class Ticket {
    private final Fact fact;
    private final Announcer announcer;
    private @Nullable Written written;
    private boolean ended;

    Ticket(Fact fact, Announcer announcer) {
        this.fact = fact;
        this.announcer = announcer;
    }

    synchronized void written(Written row) {
        if (!ended) {
            written = row;
            announcer.expect(fact.key(), row);
        }
    }

    void committed() {
        Written row = end();
        if (row != null) {
            announcer.committed(row.id(), fact);
        }
    }

    void takenBack() {
        Written row = end();
        if (row != null) {
            announcer.takenBack(row.id(), fact.key());
        }
    }

    private synchronized @Nullable Written end() {
        ended = true;
        return written;
    }
}
