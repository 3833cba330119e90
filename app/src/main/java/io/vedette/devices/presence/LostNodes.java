package io.vedette.devices.presence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.devices.PresenceReason;
import io.vedette.devices.presence.NodesTable.Node;
import io.vedette.devices.presence.NodesTable.Step;
import io.vedette.platform.bus.Neighbours;
import io.vedette.platform.data.Lane;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Rounds;
import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes nodes that are no more off their devices: those that left, and those that have not counted on for as long as a
 * lease by the ticks of this node. The node's row goes last, so that whoever dies over it leaves the work to the others.
 */
@Component
final class LostNodes extends Rounds implements Neighbours {
    static final int BATCH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(LostNodes.class);
    private static final UUID FIRST = new UUID(0, 0);
    private static final int LOOKS = 4;

    private final NodesTable nodes;
    private final Membership membership;
    private final Changes changes;
    private final Transactions transactions;
    private final PresenceSettings settings;
    private final Duration between;
    private volatile Map<UUID, Seen> seen = Map.of();
    private long lookedAt = Ticks.nanos();

    /** Since when it looks like that. */
    private record Seen(Node node, long since) {
        boolean isFor(Duration time) {
            return Ticks.nanos() - since >= time.toNanos();
        }
    }

    LostNodes(
            NodesTable nodes,
            Membership membership,
            Changes changes,
            Transactions transactions,
            PresenceSettings settings,
            MeterRegistry meters) {
        super(between(settings));
        this.nodes = nodes;
        this.membership = membership;
        this.changes = changes;
        this.transactions = transactions;
        this.settings = settings;
        this.between = between(settings);
        Gauge.builder("vedette.presence.nodes.others", this, self -> self.seen.size())
                .register(meters);
    }

    /** Who has left announces nothing any more. */
    @Override
    public boolean areThere() {
        return seen.values().stream().anyMatch(other -> other.node().leftBecause() == null);
    }

    @Override
    protected Mono<Duration> round() {
        return Lane.jobs(membership.others())
                .collectList()
                .doOnNext(this::look)
                .flatMapIterable(_ -> List.copyOf(seen.values()))
                .concatMap(this::end)
                .then(Mono.just(between));
    }

    /** Who could not look for a while can't know who was silent: maybe nobody could count either. */
    private void look(List<Node> others) {
        long now = Ticks.nanos();
        boolean blind = now - lookedAt > settings.lease().dividedBy(2).toNanos();
        Map<UUID, Seen> before = blind ? Map.of() : seen;
        lookedAt = now;
        seen = others.stream().collect(Collectors.toUnmodifiableMap(Node::id, node -> {
            Seen known = before.get(node.id());
            return known != null && known.node().equals(node) ? known : new Seen(node, now);
        }));
    }

    /** Who left in order, its devices may come back here within their grace; it never begins before this node can serve. */
    private Mono<Void> end(Seen other) {
        PresenceReason reason = other.node().leftBecause();
        if (reason == null) {
            return other.isFor(settings.lease()) ? giveUp(other.node()) : Mono.empty();
        }
        boolean isOver = reason != PresenceReason.SERVER_DRAIN || other.isFor(settings.grace());
        return isOver ? takeOff(other.node().id(), reason) : Mono.empty();
    }

    private Mono<Void> giveUp(Node silent) {
        return Lane.jobs(nodes.giveUp(silent)).filter(given -> given).flatMap(_ -> {
            LOG.warn("Node {} is silent and given up", silent.id());
            return takeOff(silent.id(), PresenceReason.NODE_LOST);
        });
    }

    private Mono<Void> takeOff(UUID node, PresenceReason reason) {
        return step(node, FIRST, reason)
                .expand(step -> step.last() == null ? Mono.empty() : step(node, step.last(), reason))
                .then(Lane.jobs(nodes.delete(node)));
    }

    private Mono<Step> step(UUID node, UUID after, PresenceReason reason) {
        return Lane.jobs(transactions.write(nodes.takeOff(node, after, BATCH)
                .flatMap(step -> changes.told(step.changes(), reason).thenReturn(step))));
    }

    /** Who drains has its grace, and no more than as much again. */
    private static Duration between(PresenceSettings settings) {
        Duration part = settings.lease().dividedBy(LOOKS);
        return part.compareTo(settings.grace()) < 0 ? part : settings.grace();
    }
}
