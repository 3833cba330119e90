package io.vedette.commands.delivery;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** A place in a courier's window: a command that is pushed and not confirmed. Guarded by the courier. */
final class Place {
    private static final long NOT_YET = Long.MAX_VALUE;

    final Parcel parcel;
    final int tries;
    private final long since;
    private long dueAt = NOT_YET;
    private @Nullable Disposable asking;

    Place(Parcel parcel, int tries, long now) {
        this.parcel = parcel;
        this.tries = tries;
        this.since = now;
    }

    /** What was not written need not be pushed again. */
    void dueAt(long when) {
        dueAt = when;
    }

    boolean takeIfDue(long now) {
        boolean due = dueAt != NOT_YET && now - dueAt >= 0;
        dueAt = due ? NOT_YET : dueAt;
        return due;
    }

    boolean isPast(long now) {
        return now - parcel.deadline() >= 0;
    }

    void asking(Disposable question) {
        asking = question;
    }

    @Nullable
    Disposable asking() {
        return asking;
    }

    /** When it was pushed the last time, by the ticks. */
    long since() {
        return since;
    }
}
