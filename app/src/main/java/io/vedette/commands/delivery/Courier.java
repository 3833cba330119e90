package io.vedette.commands.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Brings commands to one camera, over the line that opened last. With each line an era begins, in which all that is
 * unsettled is pushed, in order; once there is no more of that it is live, and pushes only what was never pushed before.
 *
 * <p>What changes it happens under its lock, and leaves behind what is to be done; {@link #work} does that, one thing after
 * the other, without the lock.
 *
 * @param <L> a line to the camera
 */
final class Courier<L> {
    private final UUID cameraId;
    private final Carrier<L> carrier;
    private final Window window = new Window();
    private final Progress progress = new Progress();
    private final ToDo toDo = new ToDo();
    private List<L> lines = List.of();
    private int era;
    private int pushingAgain;

    /** One command, over that line. */
    record Push<L>(int era, L line, Parcel parcel) {}

    Courier(UUID cameraId, Carrier<L> carrier) {
        this.cameraId = cameraId;
        this.carrier = carrier;
    }

    synchronized void came(L line) {
        lines = Stream.concat(lines.stream(), Stream.of(line)).toList();
        begin();
    }

    synchronized void left(L line) {
        if (lines.contains(line)) {
            boolean newest = lines.getLast().equals(line);
            lines = lines.stream().filter(other -> !other.equals(line)).toList();
            if (newest) {
                begin();
            }
        }
    }

    /** Nobody is there, and nobody will come back to it. */
    synchronized boolean isIdle() {
        return lines.isEmpty() && !window.isReserved();
    }

    private void begin() {
        era++;
        progress.begin();
        pushingAgain = 0;
        window.removeIf(_ -> true).forEach(this::forget);
        window.takeHeld();
        plan();
    }

    /** A place for what is about to be made. */
    synchronized boolean reserve() {
        boolean may = progress.isLive() && !progress.isWaiting() && window.free() > 0;
        if (may) {
            window.reserve();
        }
        return may;
    }

    /** Nothing was made. */
    synchronized void release() {
        window.giveBack();
        plan();
    }

    /** Nobody knows what was made: the next era finds it, unless it is still being made. */
    synchronized void doubt(Duration rest) {
        window.giveBack();
        rest(rest);
    }

    /** It was made where a place was reserved. What is being claimed may come before it. */
    synchronized void made(Parcel parcel) {
        window.giveBack();
        if (parcel.attempt() == 0 || !progress.isLive()) {
            progress.tell();
        } else if (progress.isClaiming()) {
            window.hold(parcel);
        } else if (!progress.isResting() && !progress.isPast(parcel)) {
            push(parcel, 1);
        }
        plan();
    }

    /** There is something that was never pushed. */
    synchronized void told() {
        progress.tell();
        plan();
    }

    synchronized void settled(UUID commandId) {
        if (isSomethingComing()) {
            window.bar(commandId);
        }
        leave(commandId);
        plan();
    }

    /** @param parcels in order */
    synchronized void claimed(Claim claim, List<Parcel> parcels) {
        progress.claimIsOver();
        if (claim.era() == era) {
            progress.claimed(claim, parcels);
            List<Parcel> held = window.takeHeld().stream()
                    .filter(parcel -> !progress.isPast(parcel))
                    .toList();
            Stream.concat(parcels.stream(), held.stream())
                    .sorted(Comparator.comparingLong(Parcel::number))
                    .forEach(parcel -> push(parcel, 1));
        }
        plan();
    }

    /** Nobody knows what was claimed. */
    synchronized void failed(Duration rest) {
        progress.claimIsOver();
        rest(rest);
    }

    /** What may still take effect has done so by then, and the next era finds it. */
    private void rest(Duration rest) {
        progress.rest(carrier.now() + rest.toNanos());
        toDo.add(() -> carrier.watch(this));
    }

    synchronized void written(Push<L> push) {
        Place place = current(push);
        if (place != null) {
            place.dueAt(carrier.now() + carrier.patience(place.tries).toNanos());
        }
    }

    /** @return since when it has been with the camera; nothing if that is no matter any more */
    synchronized @Nullable Long confirmed(Push<L> push) {
        Place place = current(push);
        if (place == null) {
            return null;
        }
        leave(push.parcel().commandId());
        plan();
        return place.since();
    }

    /** It may not even have been written. */
    synchronized void lost(Push<L> push) {
        written(push);
    }

    /** What is due to be pushed again. What has expired is no longer in the way, and a rest may be over. */
    synchronized @Nullable Due due(long now) {
        if (progress.hasRested(now)) {
            begin();
            return null;
        }
        window.removeIf(place -> place.isPast(now)).forEach(this::forget);
        plan();
        List<UUID> due = window.takeDue(now).stream()
                .map(place -> place.parcel.commandId())
                .toList();
        pushingAgain += due.isEmpty() ? 0 : 1;
        return due.isEmpty() ? null : new Due(era, due);
    }

    /** @param counted those that are still to be pushed, by their ids */
    synchronized void again(Due due, Map<UUID, Parcel> counted) {
        if (due.era() != era) {
            return;
        }
        due.commandIds().stream()
                .filter(id -> window.of(id) != null && !counted.containsKey(id))
                .toList()
                .forEach(this::leave);
        due.commandIds().stream()
                .filter(counted::containsKey)
                .map(counted::get)
                .sorted(Comparator.comparingLong(Parcel::number))
                .forEach(this::pushAgain);
        pushingAgain--;
        plan();
    }

    /** It can't be said which of them are still to be pushed. */
    synchronized void notAgain(Due due, Duration rest) {
        if (due.era() == era) {
            long until = carrier.now() + rest.toNanos();
            due.commandIds().forEach(id -> window.dueAt(id, until));
            pushingAgain--;
        }
    }

    synchronized boolean isToWatch() {
        return progress.isResting() || window.taken() > 0;
    }

    synchronized int inWindow() {
        return window.taken();
    }

    /** It has something to bring that it can't bring now. */
    synchronized boolean isWaiting() {
        return progress.isWaiting() && !lines.isEmpty();
    }

    private void pushAgain(Parcel parcel) {
        Place place = window.of(parcel.commandId());
        if (place != null) {
            push(parcel, place.tries + 1);
        }
    }

    private void push(Parcel parcel, int tries) {
        if (window.isBarred(parcel.commandId())) {
            return;
        }
        Place place = new Place(parcel, tries, carrier.now());
        Place before = window.put(place);
        if (before != null) {
            forget(before);
        }
        Push<L> push = new Push<>(era, lines.getLast(), parcel);
        toDo.add(() -> carry(push));
    }

    /** What was settled before it came to that is left out. */
    private void carry(Push<L> push) {
        synchronized (this) {
            if (current(push) == null) {
                return;
            }
        }
        Disposable asking = carrier.push(this, push);
        synchronized (this) {
            Place place = current(push);
            if (place != null) {
                place.asking(asking);
                return;
            }
        }
        asking.dispose();
    }

    private @Nullable Place current(Push<L> push) {
        Place place = push.era() == era ? window.of(push.parcel().commandId()) : null;
        return place != null && place.parcel.attempt() == push.parcel().attempt() ? place : null;
    }

    private void leave(UUID commandId) {
        Place place = window.remove(commandId);
        if (place != null) {
            forget(place);
        }
    }

    private void forget(Place place) {
        Disposable asking = place.asking();
        if (asking != null) {
            toDo.add(asking::dispose);
        }
    }

    private void plan() {
        if (progress.mayClaim() && !lines.isEmpty() && window.free() > 0) {
            Claim claim = progress.claim(cameraId, era, window.free());
            toDo.add(() -> carrier.claim(this, claim));
        }
        if (!isSomethingComing()) {
            window.unbar();
        }
    }

    private boolean isSomethingComing() {
        return progress.isClaiming() || pushingAgain > 0 || window.isReserved();
    }

    /** Does what is to be done; not under any lock. */
    void work() {
        toDo.work();
    }
}
