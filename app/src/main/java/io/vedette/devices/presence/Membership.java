package io.vedette.devices.presence;

import io.vedette.devices.PresenceReason;
import io.vedette.devices.presence.NodesTable.Node;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.data.Lane;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows the others that this node runs: it counts. One that was given up, because it was silent for too long, comes back
 * under another id: whoever takes the old one off its devices is not disturbed.
 */
@Component
final class Membership extends Rounds {
    /** It leaves after the last write of its devices, and before the facts of that are announced. */
    static final int PHASE = Bus.PHASE + 2;

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final int BEATS_A_LEASE = 3;

    private final NodesTable nodes;
    private final Attendance attendance;
    private final Ids ids;
    private final Duration between;
    private volatile UUID node;
    /** It may be stored before we have heard so, and others could read it then. */
    private volatile UUID joining;

    private boolean joined;

    Membership(NodesTable nodes, Attendance attendance, Ids ids, PresenceSettings settings) {
        super(settings.lease().dividedBy(BEATS_A_LEASE));
        this.nodes = nodes;
        this.attendance = attendance;
        this.ids = ids;
        this.between = settings.lease().dividedBy(BEATS_A_LEASE);
        this.node = ids.next();
        this.joining = node;
    }

    /** By which rows of devices name this node. */
    UUID node() {
        return node;
    }

    Flux<Node> others() {
        return nodes.all().filter(other -> !isThis(other.id()));
    }

    private boolean isThis(UUID id) {
        return id.equals(node) || id.equals(joining);
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    protected Mono<Duration> round() {
        return Lane.jobs(joined ? stay() : join()).thenReturn(between);
    }

    private Mono<Void> stay() {
        return nodes.beat(node).filter(runs -> !runs).flatMap(_ -> {
            LOG.warn("This node was silent for too long and has been given up; its devices are stored again");
            return join();
        });
    }

    /** An id that may have been stored without our knowing is left to be found silent. */
    private Mono<Void> join() {
        UUID fresh = ids.next();
        joining = fresh;
        return nodes.insert(fresh).doOnSuccess(_ -> {
            node = fresh;
            joined = true;
            attendance.storeAgain();
        });
    }

    @Override
    protected Mono<Void> leftOver() {
        return Lane.jobs(nodes.leave(node, PresenceReason.SERVER_DRAIN)).then().onErrorComplete();
    }
}
