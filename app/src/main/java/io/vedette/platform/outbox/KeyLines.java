package io.vedette.platform.outbox;

import io.vedette.platform.bus.Envelope;
import io.vedette.platform.bus.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may be announced next by this node: of each key one fact at a time, by id, after those written before it. What
 * cannot keep that order here is left to the relay, and with it all of its key that was written after it.
 */
final class KeyLines {
    private final int capacity;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Long> told;
    private int size;

    /** The facts of one key whose transactions run or have committed. */
    private static final class Line {
        final TreeMap<Long, Place> places = new TreeMap<>();
        boolean telling;
    }

    /** @param fact null until its transaction has committed */
    private record Place(Written written, @Nullable Fact fact) {}

    /** What follows from a change: perhaps something to announce, perhaps some left to the relay. */
    record Turn(@Nullable Envelope<?> next, int left) {}

    KeyLines(int capacity) {
        this.capacity = capacity;
        this.told = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > capacity;
            }
        };
    }

    /** False if there is no room. */
    synchronized boolean join(String key, Written written) {
        if (size >= capacity) {
            return false;
        }
        lines.computeIfAbsent(key, _ -> new Line()).places.put(written.id(), new Place(written, null));
        size++;
        return true;
    }

    synchronized Turn committed(String key, long id, Fact fact) {
        Line line = lines.get(key);
        Place place = line == null ? null : line.places.get(id);
        if (line == null || place == null) {
            return new Turn(null, 1);
        }
        line.places.put(id, new Place(place.written(), fact));
        return advance(key, line);
    }

    synchronized Turn takenBack(String key, long id) {
        Line line = lines.get(key);
        return line == null || !remove(line, id) ? new Turn(null, 0) : advance(key, line);
    }

    synchronized Turn told(String key, long id) {
        passed(key, id);
        Line line = lines.get(key);
        if (line == null) {
            return new Turn(null, 0);
        }
        remove(line, id);
        line.telling = false;
        return advance(key, line);
    }

    /** Those that wait behind it would overtake it. */
    synchronized Turn failed(String key) {
        Line line = lines.remove(key);
        int left = line == null ? 0 : line.places.size();
        size -= left;
        return new Turn(null, left);
    }

    /** Announced by the relay of this node. */
    synchronized void passed(String key, long id) {
        told.merge(key, id, Math::max);
    }

    synchronized boolean isBusy() {
        return lines.values().stream()
                .flatMap(line -> line.places.values().stream())
                .anyMatch(place -> place.fact() != null);
    }

    synchronized int size() {
        return size;
    }

    synchronized List<Long> ids() {
        List<Long> ids = new ArrayList<>(size);
        lines.values().forEach(line -> ids.addAll(line.places.keySet()));
        return ids;
    }

    private Turn advance(String key, Line line) {
        int left = 0;
        while (!line.telling && !line.places.isEmpty()) {
            Place head = line.places.firstEntry().getValue();
            if (head.fact() == null) {
                return new Turn(null, left);
            }
            if (head.written().predecessor() <= told.getOrDefault(key, 0L)) {
                line.telling = true;
                return new Turn(new Envelope<>(head.written().id(), head.fact()), left);
            }
            remove(line, head.written().id());
            left++;
        }
        if (line.places.isEmpty()) {
            lines.remove(key);
        }
        return new Turn(null, left);
    }

    private boolean remove(Line line, long id) {
        boolean removed = line.places.remove(id) != null;
        size -= removed ? 1 : 0;
        return removed;
    }
}
