package io.vedette.realtime.recovery;

import io.vedette.realtime.recovery.LogMeters.Trimmed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One account's entries and passes. Whoever touches it holds its lock. */
final class MemoryAccount {
    final String name;
    private final LogBounds bounds;
    private final Ages<Slot> allSlots;
    private final Ages<Kept> allResting;
    private final LogMeters meters;
    private final Deque<Slot> slots = new ArrayDeque<>(0);
    private final List<Kept> passes = new ArrayList<>(1);
    /** Whatever came up to there and is not among the slots has been removed. */
    private Position last = new Position(ThreadLocalRandom.current().nextLong(), 0);

    private int bytes;
    private long turns;
    long usedAt;
    boolean forgotten;

    /** An entry, and what there is to know to remove it. */
    static final class Slot {
        final MemoryAccount owner;
        final Logged logged;
        final long at;
        private final int bytes;

        private Slot(MemoryAccount owner, Logged logged, long at) {
            this.owner = owner;
            this.logged = logged;
            this.at = at;
            this.bytes = logged.entry().bytes();
        }

        private long number() {
            return logged.position().number();
        }
    }

    /** A pass, in use or at rest. */
    static final class Kept {
        final MemoryAccount owner;
        private Pass pass;
        private long usedSince;
        private long turn;
        private boolean rests;
        long restsSince;

        private Kept(MemoryAccount owner, Pass pass) {
            this.owner = owner;
            this.pass = pass;
        }

        /** Whoever was there as it was told, and is there so much later, has had it or was not to be told. */
        private void outlives(Slot slot) {
            if (!rests && slot.at - usedSince >= 0) {
                pass = pass.from(slot.logged.position());
            }
        }

        private boolean isWith(Hold hold) {
            return pass.pid().equals(hold.pass().pid()) && turn == hold.turn() && !rests;
        }
    }

    MemoryAccount(String name, LogBounds bounds, Ages<Slot> allSlots, Ages<Kept> allResting, LogMeters meters) {
        this.name = name;
        this.bounds = bounds;
        this.allSlots = allSlots;
        this.allResting = allResting;
        this.meters = meters;
    }

    boolean isEmpty() {
        return slots.isEmpty() && passes.isEmpty();
    }

    Logged append(Entry entry, long now) {
        last = last.at(last.number() + 1);
        Slot slot = new Slot(this, new Logged(name, last, entry), now);
        slots.addLast(slot);
        allSlots.add(slot);
        bytes += slot.bytes;
        meters.added(slot.bytes);
        while (slots.size() > bounds.entries()) {
            removeOldest(Trimmed.COUNT);
        }
        while (bytes > bounds.bytes()) {
            removeOldest(Trimmed.BYTES);
        }
        return slot.logged;
    }

    /** It may have been removed meanwhile, but then those before it have been as well. */
    void removeUpTo(Slot slot, Trimmed why) {
        while (!slots.isEmpty() && slots.getFirst().number() <= slot.number()) {
            removeOldest(why);
        }
    }

    private void removeOldest(Trimmed why) {
        Slot oldest = slots.removeFirst();
        allSlots.remove(oldest);
        bytes -= oldest.bytes;
        meters.removed(oldest.bytes, why);
        if (why == Trimmed.TIME) {
            passes.forEach(kept -> kept.outlives(oldest));
        }
    }

    Missed read(@Nullable Position after) {
        return after != null && reaches(after)
                ? new Missed(last, true, since(after.number()))
                : new Missed(last, false, List.of());
    }

    private boolean reaches(Position after) {
        long trimmed = last.number() - slots.size();
        return after.epoch() == last.epoch() && after.number() >= trimmed && after.number() <= last.number();
    }

    private List<Logged> since(long number) {
        List<Logged> newestFirst = new ArrayList<>();
        for (Iterator<Slot> slot = slots.descendingIterator(); slot.hasNext(); ) {
            Logged logged = slot.next().logged;
            if (logged.position().number() <= number) {
                break;
            }
            newestFirst.add(logged);
        }
        return newestFirst.reversed();
    }

    Hold issue(Pass pass, long now) {
        Kept kept = new Kept(this, pass);
        passes.add(kept);
        meters.passes(1);
        return use(kept, now);
    }

    private Hold use(Kept kept, long now) {
        kept.turn = ++turns;
        kept.usedSince = now;
        kept.rests = false;
        return new Hold(kept.pass, kept.turn);
    }

    Optional<Hold> take(String pid, UUID device, int tokenVersion, long now) {
        return passes.stream()
                .filter(kept ->
                        kept.pass.pid().equals(pid) && kept.pass.device().equals(device))
                .filter(kept -> kept.pass.tokenVersion() == tokenVersion)
                .filter(kept ->
                        !kept.rests || now - kept.restsSince <= bounds.window().toNanos())
                .findFirst()
                .map(kept -> {
                    allResting.remove(kept);
                    return use(kept, now);
                });
    }

    Optional<Kept> rest(Hold hold, long now) {
        Optional<Kept> known = passes.stream().filter(kept -> kept.isWith(hold)).findFirst();
        known.ifPresent(kept -> {
            kept.rests = true;
            kept.restsSince = now;
            allResting.add(kept);
        });
        return known;
    }

    boolean end(Hold hold) {
        return passes.removeIf(kept -> kept.isWith(hold) && forgotten(kept));
    }

    boolean endAll(UUID device) {
        return passes.removeIf(kept -> kept.pass.device().equals(device) && forgotten(kept));
    }

    void endIfAtRest(Kept one) {
        if (one.rests) {
            passes.removeIf(kept -> kept == one && forgotten(kept));
        }
    }

    private boolean forgotten(Kept kept) {
        allResting.remove(kept);
        meters.passes(-1);
        return true;
    }
}
