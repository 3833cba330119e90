package io.vedette.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.admin.Figures.Fleet;
import io.vedette.admin.Figures.Hour;
import io.vedette.admin.FiguresTable.Count;
import io.vedette.commands.Command;
import io.vedette.platform.data.DatabaseFailures;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.health.HealthService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks how the server does; however many ask, every other second at most. */
@Component
final class LiveFigures {
    private static final Duration SHARED_FOR = Duration.ofSeconds(2);

    private final FiguresTable table;
    private final HealthService health;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Mono<Figures> shared;

    LiveFigures(FiguresTable table, HealthService health, MeterRegistry meters, Clock clock) {
        this.table = table;
        this.health = health;
        this.meters = meters;
        this.clock = clock;
        this.shared = Mono.defer(this::look).cache(SHARED_FOR);
    }

    Mono<Figures> now() {
        return shared;
    }

    private Mono<Figures> look() {
        return Mono.zip(fleet(), health.overall())
                .map(seen -> new Figures(clock.instant(), seen.getT1().orElse(null), closes(), seen.getT2()));
    }

    /** While the database is away, the rest is still worth knowing. */
    private Mono<Optional<Fleet>> fleet() {
        return table.count()
                .map(counts -> Optional.of(fleet(counts)))
                .onErrorResume(
                        error -> DatabaseFailures.translate(error) instanceof FailureException,
                        _ -> Mono.just(Optional.empty()));
    }

    private static Fleet fleet(List<Count> counts) {
        Map<String, Long> online = of("online", counts);
        Map<String, Long> found = of("command", counts);
        Map<String, Long> commands = new LinkedHashMap<>();
        Arrays.stream(Command.Status.values())
                .forEach(status -> commands.put(status.code(), found.getOrDefault(status.code(), 0L)));
        return new Fleet(
                online.getOrDefault("camera", 0L),
                online.getOrDefault("client", 0L),
                commands,
                of("motion", counts).entrySet().stream()
                        .map(hour -> new Hour(Instant.ofEpochSecond(Long.parseLong(hour.getKey())), hour.getValue()))
                        .sorted(Comparator.comparing(Hour::since))
                        .toList(),
                FiguresTable.MOST);
    }

    private static Map<String, Long> of(String sort, List<Count> counts) {
        return counts.stream()
                .filter(count -> count.sort().equals(sort))
                .collect(Collectors.toMap(Count::name, Count::count));
    }

    private Map<String, Long> closes() {
        return meters.find("vedette.socket.closed").counters().stream()
                .collect(Collectors.toMap(
                        counter -> Objects.requireNonNull(counter.getId().getTag("reason")),
                        LiveFigures::whole,
                        Long::sum,
                        TreeMap::new));
    }

    private static long whole(Counter counter) {
        return Math.round(counter.count());
    }
}
