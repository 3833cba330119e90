package io.vedette.commands.delivery;

import io.vedette.platform.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The commands of one camera as the statements would see them, each at once and as a whole. */
final class ModelTable {
    private static final Duration LIFE = Duration.ofHours(1);

    private final UUID camera = UUID.randomUUID();
    private final Map<Long, Row> rows = new TreeMap<>();
    private long numbers;

    /** One command. */
    static final class Row {
        final UUID id = UUID.randomUUID();
        final long number;
        final long deadline;
        int attempts;
        boolean settled;
        boolean confirmed;
        int begun;
        int answered = Integer.MAX_VALUE;

        Row(long number, long deadline) {
            this.number = number;
            this.deadline = deadline;
        }
    }

    UUID camera() {
        return camera;
    }

    /** As pushed, unless one that was not comes before it. */
    Row insert(boolean pushed, long now, boolean brief) {
        boolean free = rows.values().stream().noneMatch(row -> !row.settled && row.attempts == 0);
        Row row = new Row(++numbers, brief ? now + 1 : now + LIFE.toNanos());
        row.attempts = pushed && free ? 1 : 0;
        rows.put(row.number, row);
        return row;
    }

    List<Parcel> claim(Claim claim, long now) {
        return counted(rows.values().stream()
                .filter(row -> row.number > claim.after() && (claim.pushed() || row.attempts == 0))
                .filter(isAlive(now))
                .limit(claim.free()));
    }

    List<Parcel> again(List<UUID> ids, long now) {
        return counted(
                rows.values().stream().filter(row -> ids.contains(row.id)).filter(isAlive(now)));
    }

    Stream<Row> alive(long now) {
        return rows.values().stream().filter(isAlive(now));
    }

    Row of(UUID id) {
        return rows.values().stream()
                .filter(row -> row.id.equals(id))
                .findFirst()
                .orElseThrow();
    }

    Parcel parcel(Row row) {
        return new Parcel(
                row.id,
                camera,
                row.number,
                "test",
                Json.jsonMapper().createObjectNode(),
                camera,
                Instant.EPOCH,
                Instant.EPOCH.plus(LIFE),
                row.attempts,
                row.deadline);
    }

    private List<Parcel> counted(Stream<Row> which) {
        List<Parcel> parcels = new ArrayList<>();
        which.toList().forEach(row -> {
            row.attempts++;
            parcels.add(parcel(row));
        });
        return parcels;
    }

    private static Predicate<Row> isAlive(long now) {
        return row -> !row.settled && now - row.deadline < 0;
    }
}
