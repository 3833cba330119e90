package io.vedette.notifications.mail;

import io.vedette.platform.ops.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends what waits, one mail at a time on each node; a mail of this node's own wakes it, others it finds by looking. */
@Component
final class MailSender extends Rounds {
    /** Also when something is due and another node is just taking it. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(20);

    private final MailTable table;
    private final Delivery delivery;
    private final Carrier carrier;
    private final MailCircuit circuit;
    private final MailPace pace;
    private final Clock clock;

    MailSender(MailTable table, Delivery delivery, Carrier carrier, MailCircuit circuit, MailPace pace, Clock clock) {
        super(pace.period());
        this.table = table;
        this.delivery = delivery;
        this.carrier = carrier;
        this.circuit = circuit;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    protected Mono<Duration> round() {
        Duration closed = circuit.closedFor();
        if (closed.isPositive()) {
            return Mono.just(bounded(closed));
        }
        return table.claim(carrier.account(), carrier.gap(), pace.lease())
                .flatMap(mail -> delivery.of(mail).thenReturn(Duration.ZERO))
                .switchIfEmpty(Mono.defer(this::untilNextTurn));
    }

    private Mono<Duration> untilNextTurn() {
        return table.nextTurn(carrier.account()).map(this::until).defaultIfEmpty(pace.period());
    }

    private Duration until(Instant turn) {
        Duration rest = Duration.between(clock.instant(), turn);
        return rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : bounded(rest);
    }

    private Duration bounded(Duration rest) {
        return rest.compareTo(pace.period()) < 0 ? rest : pace.period();
    }
}
