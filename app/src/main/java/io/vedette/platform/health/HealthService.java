package io.vedette.platform.health;

import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.Health.Status;
import io.vedette.platform.ops.HealthCheck;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks everything the server needs how it is. */
@Component
public final class HealthService {
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);

    private final List<HealthCheck> checks;
    private final ApplicationAvailability availability;
    private final String version;
    private final Mono<Map<String, Health>> results;

    HealthService(List<HealthCheck> checks, ApplicationAvailability availability, BuildProperties build) {
        this.checks = List.copyOf(checks);
        this.availability = availability;
        this.version = String.valueOf(build.getVersion());
        this.results = ask().cache(SHARED_FOR);
    }

    public Mono<HealthReport> overall() {
        return results.map(found -> report(worst(found), found));
    }

    /** The process is there and answers; nothing it needs is looked at, or an outage elsewhere would restart it. */
    HealthReport alive() {
        return report(Status.OK, Map.of());
    }

    /** Ready for traffic: started, not draining, and able to work. */
    Mono<HealthReport> ready() {
        return overall()
                .map(report -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                        ? report
                        : report(Status.DOWN, report.checks()));
    }

    /** Health counts against no limit, so however many ask, what they ask about is asked once a second. */
    private Mono<Map<String, Health>> ask() {
        return Flux.fromIterable(checks)
                .flatMap(check -> check.check()
                        .onErrorReturn(Health.down("cannot tell"))
                        .defaultIfEmpty(Health.down("does not tell"))
                        .map(health -> Map.entry(check.name(), health)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
    }

    private HealthReport report(Status status, Map<String, Health> results) {
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime() / 1000;
        return new HealthReport(status, version, uptime, results);
    }

    /** Without something essential nothing works; without anything else, something doesn't. */
    private Status worst(Map<String, Health> results) {
        return checks.stream()
                .map(check -> felt(
                        check, results.getOrDefault(check.name(), Health.OK).status()))
                .max(Status::compareTo)
                .orElse(Status.OK);
    }

    private static Status felt(HealthCheck check, Status status) {
        return status == Status.DOWN && !check.essential() ? Status.DEGRADED : status;
    }
}
