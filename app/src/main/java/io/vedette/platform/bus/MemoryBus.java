package io.vedette.platform.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Ticks;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bus of a single node: from hand to hand. */
@Component
final class MemoryBus implements Bus, SmartLifecycle {
    /** By then the relay has tried it again, however long it waits between two tries. */
    private static final Duration AFTERMATH = Duration.ofMinutes(6);

    private final Map<String, Mailbox<?>> mailboxes = new ConcurrentHashMap<>();
    private final ObjectProvider<Neighbours> neighbours;
    private final MeterRegistry meters;
    private volatile boolean running;
    private volatile long unhandledAt = Ticks.nanos() - AFTERMATH.toNanos();

    MemoryBus(ObjectProvider<Neighbours> neighbours, MeterRegistry meters) {
        this.neighbours = neighbours;
        this.meters = meters;
    }

    @Override
    public <F extends Fact> Disposable receive(
            Class<F> facts, String listener, int atOnce, Function<Envelope<F>, Mono<Void>> handler) {
        Mailbox<?> mailbox = mailboxes.compute(listener, (name, other) -> {
            if (other != null) {
                throw new IllegalStateException("There is a listener named " + name + " already");
            }
            return new Mailbox<>(facts, name, atOnce, handler, meters);
        });
        return () -> {
            mailboxes.remove(listener, mailbox);
            mailbox.dispose();
        };
    }

    @Override
    public Mono<Void> publish(Envelope<?> envelope) {
        return Mono.defer(() -> running ? deliver(envelope) : Mono.error(closed()));
    }

    /** One that fails keeps none of the others from getting it. */
    private Mono<Void> deliver(Envelope<?> envelope) {
        List<Mailbox<?>> takers = mailboxes.values().stream()
                .filter(mailbox -> mailbox.takes(envelope))
                .toList();
        return Flux.fromIterable(takers)
                .flatMap(taker -> outcome(taker.deliver(envelope)), Math.max(1, takers.size()))
                .sort(Comparator.comparing(UnhandledException::reason))
                .next()
                .doOnNext(_ -> unhandledAt = Ticks.nanos())
                .flatMap(Mono::error);
    }

    @Override
    public boolean isWell() {
        return running
                && Ticks.nanos() - unhandledAt >= AFTERMATH.toNanos()
                && neighbours.stream().noneMatch(Neighbours::areThere);
    }

    private static Mono<UnhandledException> outcome(Mono<Void> delivery) {
        return delivery.then(Mono.<UnhandledException>empty()).onErrorResume(UnhandledException.class, Mono::just);
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the first listener goes: a fact that nobody hears would count as handled. */
    @Override
    public void stop() {
        running = false;
        mailboxes.values().forEach(Mailbox::dispose);
        mailboxes.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private static UnhandledException closed() {
        return new UnhandledException(UnhandledException.Reason.CLOSED, "The bus is closed");
    }
}
