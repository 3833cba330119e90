package io.vedette.platform.bus;

import java.util.function.Function;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Carries announced facts to those who listen; each listener gets a fact at least once, and unless it says otherwise one at a time. */
public interface Bus {
    /** The bus closes after all that publishes on it; lower phases stop later. */
    int PHASE = -1;

    /** How many facts may wait for one listener. */
    int CAPACITY = 4_096;

    /** Done once every listener on this node has handled it; else {@link UnhandledException}, and it should be published again. */
    Mono<Void> publish(Envelope<?> envelope);

    /**
     * Whether all that was announced lately, on whichever node, has reached everybody here; if not, each {@link CatchUp} looks
     * for itself.
     */
    boolean isWell();

    /** For listeners that must know a fact which comes twice; what they do to the database runs on the jobs' lane. */
    default <F extends Fact> Disposable receive(
            Class<F> facts, String listener, Function<Envelope<F>, Mono<Void>> handler) {
        return receive(facts, listener, 1, handler);
    }

    /**
     * For listeners that do with many facts together what costs as much for one. Those of one key still come one after the
     * other, as the outbox publishes the next once everybody has handled the one before.
     */
    <F extends Fact> Disposable receive(
            Class<F> facts, String listener, int atOnce, Function<Envelope<F>, Mono<Void>> handler);

    /** The name, unique on the node, is what metrics and log lines call the listener. */
    default <F extends Fact> Disposable subscribe(Class<F> facts, String listener, Function<F, Mono<Void>> handler) {
        return receive(facts, listener, envelope -> handler.apply(envelope.fact()));
    }
}
