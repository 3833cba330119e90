package io.vedette.commands;

import io.vedette.commands.Command.Status;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of a command in one of the orders in which it may have happened.
 *
 * @param settled as what, or queued if it isn't
 * @param mark how far it had come until then
 * @param perhaps how far it may have come after its time, before anybody noticed that this was over
 */
record Fate(Status settled, Mark mark, Mark perhaps) {
    static final Fate BEGUN = new Fate(Status.QUEUED, Mark.NONE, Mark.NONE);

    /** What is noted of a command that is on its way. */
    enum Mark {
        NONE,
        SENT,
        CONFIRMED;

        private Mark and(Mark other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /**
     * What there is to see of it at the end.
     *
     * @param told of it, in order
     */
    record Seen(Status status, boolean delivered, boolean settled, List<Status> told) {}

    boolean isOpen() {
        return settled == Status.QUEUED;
    }

    Fate settledAs(Status status) {
        return isOpen() ? new Fate(status, mark, perhaps) : this;
    }

    Fate marked(Mark as) {
        return switch (settled) {
            case QUEUED -> new Fate(settled, mark.and(as), perhaps);
            case EXPIRED -> new Fate(settled, mark, perhaps.and(as));
            default -> this;
        };
    }

    boolean explains(Seen seen) {
        return Arrays.stream(Mark.values())
                .filter(each -> each.compareTo(mark) >= 0 && each.compareTo(mark.and(perhaps)) <= 0)
                .anyMatch(each -> seen(each).equals(seen));
    }

    private Seen seen(Mark reached) {
        boolean sent = reached != Mark.NONE;
        Status status = isOpen() && sent ? Status.SENT : settled;
        boolean answered = settled == Status.ACKNOWLEDGED || settled == Status.REJECTED;
        return new Seen(
                status,
                answered || reached == Mark.CONFIRMED,
                !isOpen(),
                Stream.concat(sent ? Stream.of(Status.SENT) : Stream.of(), isOpen() ? Stream.of() : Stream.of(settled))
                        .toList());
    }
}
