package io.vedette.commands.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.commands.delivery.ModelTable.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * All that may happen around one courier, in whatever order: each step of a statement (it begins, it takes effect, its answer
 * comes) is one of its own. It keeps the books that the courier is held against.
 */
final class ModelWorld implements Carrier<Integer> {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RandomGenerator random;
    private final ModelTable table = new ModelTable();
    private final Courier<Integer> courier = new Courier<>(table.camera(), this);
    private final List<Integer> lines = new ArrayList<>();
    private final List<Runnable> begun = new ArrayList<>();
    private final List<Runnable> creations = new ArrayList<>();
    private final List<Courier.Push<Integer>> written = new ArrayList<>();
    private final Set<UUID> pushedInEra = new HashSet<>();
    private final Set<UUID> knownSettled = new HashSet<>();
    private final Map<UUID, Integer> attempts = new HashMap<>();
    private final int haste;
    private int calm;
    private boolean troubled = true;
    private long now = 1;
    private int opened;
    private int steps;
    private int pushes;
    private @Nullable Integer lineOfEra;

    ModelWorld(RandomGenerator random) {
        this.random = random;
        this.calm = random.nextInt(1, 20);
        this.haste = random.nextInt(1, 20);
    }

    void step() {
        steps++;
        int what = random.nextInt(14);
        int times = random.nextInt(8) == 0 ? random.nextInt(1, 20) : 1;
        for (int time = 0; time < times; time++) {
            happens(what);
        }
        courier.work();
        assertThat(courier.inWindow()).as("in the window").isLessThanOrEqualTo(Window.SIZE);
    }

    /** In calm times lines stay open; in haste nothing is under way for long. */
    private void happens(int what) {
        switch (what) {
            case 0 -> unlessCalm(this::opens);
            case 1 -> unlessCalm(this::leaves);
            case 2, 3, 4 -> createsHere();
            case 5 -> createsElsewhere();
            case 6, 7, 8 -> someOf(begun);
            case 9 -> someOf(creations);
            case 10 -> confirms();
            case 11 -> unlessCalm(this::settles);
            case 12 -> now += random.nextLong(20 * SECOND);
            default -> looks();
        }
        courier.work();
    }

    private void unlessCalm(Runnable disturbance) {
        if (lines.isEmpty() || random.nextInt(calm) == 0) {
            disturbance.run();
        }
    }

    /** Once trouble and everything that is under way have come to their end, a connected camera has got all that is unsettled. */
    void comeToRest() {
        calm = Integer.MAX_VALUE;
        troubled = false;
        if (lines.isEmpty()) {
            opens();
        }
        courier.work();
        for (int round = 0; round < 2_000 && !isAtRest(); round++) {
            creations.forEach(Runnable::run);
            creations.clear();
            List<Runnable> all = List.copyOf(begun);
            begun.clear();
            all.forEach(Runnable::run);
            courier.work();
            confirmAll();
            now += SECOND;
            looks();
            courier.work();
        }
        assertThat(table.alive(now).filter(row -> !row.confirmed).map(row -> row.number))
                .as("forgotten")
                .isEmpty();
        assertThat(courier.inWindow()).as("in the window at last").isZero();
        assertThat(courier.isWaiting()).as("waits at last").isFalse();
    }

    private boolean isAtRest() {
        return begun.isEmpty() && creations.isEmpty() && !courier.isToWatch() && !courier.isWaiting();
    }

    private void opens() {
        lines.add(++opened);
        newEra();
        courier.came(opened);
    }

    @SuppressWarnings("ListRemoveAmbiguous") // by index
    private void leaves() {
        if (!lines.isEmpty()) {
            Integer line = lines.remove(random.nextInt(lines.size()));
            if (line.equals(lineOfEra)) {
                newEra();
            }
            courier.left(line);
        }
    }

    private void newEra() {
        lineOfEra = lines.isEmpty() ? null : lines.getLast();
        pushedInEra.clear();
    }

    private void createsHere() {
        if (!courier.reserve()) {
            createsElsewhere();
            return;
        }
        switch (random.nextInt(32)) {
            case 0, 1, 2, 3 -> creations.add(courier::release);
            case 4 -> creations.add(this::isDoubted);
            default -> creations.add(creation(steps));
        }
    }

    private Runnable creation(int step) {
        return () -> {
            Row row = table.insert(true, now, random.nextInt(10) == 0);
            row.begun = step;
            Parcel parcel = table.parcel(row);
            begun.add(() -> {
                courier.made(parcel);
                row.answered = steps;
            });
        };
    }

    /** Whether it takes effect nobody knows; if it does, then before the rest is over. */
    private void isDoubted() {
        long restsUntil = now + 2 * SECOND;
        courier.doubt(Duration.ofSeconds(2));
        begun.add(() -> {
            if (now < restsUntil) {
                table.insert(true, now, false);
            }
        });
    }

    private void createsElsewhere() {
        Row row = table.insert(false, now, random.nextInt(10) == 0);
        row.begun = steps;
        row.answered = steps;
        begun.add(courier::told);
    }

    private void confirms() {
        if (!written.isEmpty()) {
            confirm(written.remove(random.nextInt(written.size())));
        }
    }

    private void confirmAll() {
        written.forEach(this::confirm);
        written.clear();
    }

    private void confirm(Courier.Push<Integer> push) {
        if (courier.confirmed(push) != null) {
            table.of(push.parcel().commandId()).confirmed = true;
        }
    }

    private void settles() {
        List<Row> alive = table.alive(now).toList();
        if (!alive.isEmpty()) {
            Row row = alive.get(random.nextInt(alive.size()));
            row.settled = true;
            // Else the courier finds it out.
            if (random.nextInt(4) > 0) {
                knownSettled.add(row.id);
                courier.settled(row.id);
            }
        }
    }

    private void looks() {
        Due due = courier.due(now);
        if (due != null) {
            begun.add(() -> {
                Map<UUID, Parcel> counted = table.again(due.commandIds(), now).stream()
                        .collect(Collectors.toMap(Parcel::commandId, parcel -> parcel));
                begun.add(
                        trouble(10)
                                ? () -> courier.notAgain(due, Duration.ofSeconds(1))
                                : () -> courier.again(due, counted));
            });
        }
    }

    /** Each failure is the beginning of all over again: a camera with a long line, and trouble for ever, would never have it all. */
    private boolean trouble(int oneOf) {
        return troubled && random.nextInt(oneOf) == 0;
    }

    private void someOf(List<Runnable> all) {
        for (int some = random.nextInt(haste); some >= 0 && !all.isEmpty(); some--) {
            all.remove(random.nextInt(all.size())).run();
            courier.work();
        }
    }

    int pushes() {
        return pushes;
    }

    @Override
    public void claim(Courier<Integer> asking, Claim claim) {
        begun.add(() -> {
            if (trouble(10)) {
                begun.add(() -> asking.failed(Duration.ofSeconds(1)));
                return;
            }
            List<Parcel> parcels = table.claim(claim, now);
            begun.add(trouble(20) ? () -> asking.failed(Duration.ofSeconds(1)) : () -> asking.claimed(claim, parcels));
        });
    }

    @Override
    public Disposable push(Courier<Integer> pushing, Courier.Push<Integer> push) {
        Parcel parcel = push.parcel();
        assertThat(push.line()).as("the newest line").isEqualTo(lines.getLast());
        assertThat(knownSettled).as("settled").doesNotContain(parcel.commandId());
        assertThat(parcel.attempt()).as("attempt").isGreaterThan(attempts.getOrDefault(parcel.commandId(), 0));
        assertThat(table.of(parcel.commandId()).attempts).as("stored").isGreaterThanOrEqualTo(parcel.attempt());
        isInOrder(table.of(parcel.commandId()));
        attempts.put(parcel.commandId(), parcel.attempt());
        pushedInEra.add(parcel.commandId());
        pushes++;
        if (now - parcel.deadline() < 0 && random.nextInt(10) > 0) {
            begun.add(() -> pushing.written(push));
            written.add(push);
        } else if (now - parcel.deadline() < 0) {
            begun.add(() -> pushing.lost(push));
        }
        if (random.nextInt(20) == 0) {
            // Others may be about to be pushed behind it.
            unlessCalm(random.nextBoolean() ? this::settles : this::opens);
        }
        return Disposables.disposed();
    }

    /** Whatever was answered before this was asked for came before it. */
    private void isInOrder(Row pushed) {
        assertThat(table.alive(now)
                        .filter(row -> row.answered < pushed.begun && !pushedInEra.contains(row.id))
                        .map(row -> row.number))
                .as("left out before %d", pushed.number)
                .isEmpty();
    }

    @Override
    public void watch(Courier<Integer> watched) {}

    @Override
    public long now() {
        return now;
    }

    @Override
    public Duration patience(int tries) {
        return Duration.ofSeconds(10L * tries);
    }
}
