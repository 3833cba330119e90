package io.vedette.platform.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.bus.UnhandledException.Reason;
import io.vedette.platform.data.Lane;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;
import reactor.util.retry.Retry;

/** The bounded queue of one listener, which takes from it so many facts at a time. */
final class Mailbox<F extends Fact> implements Disposable {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final Duration LONGEST_HANDLING = Duration.ofSeconds(5);
    private static final int RETRIES = 2;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);

    private final Class<F> facts;
    private final String listener;
    private final Function<Envelope<F>, Mono<Void>> handler;
    private final Sinks.Many<Delivery<F>> queue = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<Delivery<F>>get(Bus.CAPACITY).get());
    private final AtomicInteger waiting = new AtomicInteger();
    private final MeterRegistry meters;
    private final Gauge size;
    private final Counter failures;
    private final Counter overflows;
    private final Disposable serving;

    /** A fact with the one who waits for its being handled. */
    private record Delivery<F extends Fact>(Envelope<F> envelope, MonoSink<Void> done) {}

    @SuppressWarnings("this-escape")
    Mailbox(
            Class<F> facts,
            String listener,
            int atOnce,
            Function<Envelope<F>, Mono<Void>> handler,
            MeterRegistry meters) {
        this.facts = facts;
        this.listener = listener;
        this.handler = handler;
        this.meters = meters;
        this.size = Gauge.builder("vedette.bus.queue", waiting, AtomicInteger::get)
                .tag("listener", listener)
                .register(meters);
        this.failures = meters.counter("vedette.bus.failures", "listener", listener);
        this.overflows = meters.counter("vedette.bus.overflows", "listener", listener);
        this.serving = queue.asFlux()
                .publishOn(Schedulers.parallel(), 1)
                .doOnDiscard(Delivery.class, this::close)
                .flatMap(this::serve, atOnce)
                .subscribe();
    }

    boolean takes(Envelope<?> envelope) {
        return facts.isInstance(envelope.fact());
    }

    Mono<Void> deliver(Envelope<?> envelope) {
        Envelope<F> own = new Envelope<>(envelope.id(), facts.cast(envelope.fact()), envelope.overdue());
        return Mono.create(done -> offer(new Delivery<>(own, done)));
    }

    @Override
    public void dispose() {
        serving.dispose();
        meters.remove(size);
    }

    private void offer(Delivery<F> delivery) {
        waiting.incrementAndGet();
        Sinks.EmitResult result;
        // Many publish; the sink has one writer at a time, who only enqueues.
        synchronized (queue) {
            result = queue.tryEmitNext(delivery);
        }
        if (result == Sinks.EmitResult.FAIL_OVERFLOW) {
            overflows.increment();
            refuse(delivery, Reason.OVERFLOW);
        } else if (result.isFailure()) {
            refuse(delivery, Reason.CLOSED);
        }
    }

    private Mono<Void> serve(Delivery<F> delivery) {
        return Lane.jobs(Mono.defer(() -> handler.apply(delivery.envelope())).timeout(LONGEST_HANDLING))
                .retryWhen(Retry.backoff(RETRIES, FIRST_BACKOFF).onRetryExhaustedThrow((_, last) -> last.failure()))
                .doOnSuccess(_ -> {
                    waiting.decrementAndGet();
                    delivery.done().success();
                })
                .doOnCancel(() -> close(delivery))
                .onErrorResume(error -> Mono.fromRunnable(() -> fail(delivery, error)));
    }

    /** The message may hold what no log line should; the error's type and place say enough to find it. */
    private void fail(Delivery<F> delivery, Throwable error) {
        failures.increment();
        StackTraceElement[] trace = error.getStackTrace();
        LOG.error(
                "{} could not handle fact {} ({}): {} {}",
                listener,
                delivery.envelope().id(),
                delivery.envelope().fact().getClass().getSimpleName(),
                error.getClass().getName(),
                trace.length == 0 ? "" : "at " + trace[0]);
        refuse(delivery, Reason.FAILED, listener + ": " + error.getClass().getName());
    }

    private void close(Delivery<?> delivery) {
        refuse(delivery, Reason.CLOSED);
    }

    private void refuse(Delivery<?> delivery, Reason reason) {
        refuse(delivery, reason, listener + ": " + reason);
    }

    private void refuse(Delivery<?> delivery, Reason reason, String message) {
        waiting.decrementAndGet();
        delivery.done().error(new UnhandledException(reason, message));
    }
}
