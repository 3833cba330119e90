package io.vedette.commands.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a camera was given and has not confirmed, and the places that are kept for what is being made. Guarded by the courier. */
final class Window {
    static final int SIZE = 16;

    private static final int MOST_BARRED = 1_000;

    private Map<UUID, Place> places = Map.of();
    private Set<UUID> barred = Set.of();
    private List<Parcel> held = List.of();
    private int reserved;

    int free() {
        return SIZE - places.size() - held.size() - reserved;
    }

    int taken() {
        return places.size();
    }

    boolean isReserved() {
        return reserved > 0;
    }

    void reserve() {
        reserved++;
    }

    void giveBack() {
        if (reserved == 0) {
            throw new IllegalStateException("No place was reserved");
        }
        reserved--;
    }

    /** It has a place, and may not be pushed yet. */
    void hold(Parcel parcel) {
        held = Stream.concat(held.stream(), Stream.of(parcel)).toList();
    }

    List<Parcel> takeHeld() {
        List<Parcel> taken = held;
        held = List.of();
        return taken;
    }

    /** What it was for until then. */
    @Nullable
    Place put(Place place) {
        if (places.isEmpty()) {
            places = new LinkedHashMap<>();
        }
        return places.put(place.parcel.commandId(), place);
    }

    @Nullable
    Place of(UUID commandId) {
        return places.get(commandId);
    }

    @Nullable
    Place remove(UUID commandId) {
        Place removed = places.isEmpty() ? null : places.remove(commandId);
        shrink();
        return removed;
    }

    List<Place> removeIf(Predicate<Place> which) {
        List<Place> removed = places.values().stream().filter(which).toList();
        removed.forEach(place -> places.remove(place.parcel.commandId()));
        shrink();
        return removed;
    }

    void dueAt(UUID commandId, long when) {
        Place place = places.get(commandId);
        if (place != null) {
            place.dueAt(when);
        }
    }

    List<Place> takeDue(long now) {
        List<Place> due = new ArrayList<>();
        for (Place place : places.values()) {
            if (place.takeIfDue(now)) {
                due.add(place);
            }
        }
        return due;
    }

    /** What is on its way may be settled before it comes. */
    void bar(UUID commandId) {
        if (barred.size() < MOST_BARRED) {
            barred = barred.isEmpty() ? new HashSet<>() : barred;
            barred.add(commandId);
        }
    }

    boolean isBarred(UUID commandId) {
        return barred.contains(commandId);
    }

    void unbar() {
        barred = Set.of();
    }

    /** Most cameras have nothing in it most of the time. */
    private void shrink() {
        if (places.isEmpty()) {
            places = Map.of();
        }
    }
}
