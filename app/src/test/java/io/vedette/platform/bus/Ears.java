package io.vedette.platform.bus;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Listens, and remembers in which order it heard what. */
public final class Ears implements Function<Envelope<TestFact.Happened>, Mono<Void>> {
    private final ConcurrentLinkedQueue<Envelope<TestFact.Happened>> heard = new ConcurrentLinkedQueue<>();

    @Override
    public Mono<Void> apply(Envelope<TestFact.Happened> envelope) {
        return Mono.fromRunnable(() -> heard.add(envelope));
    }

    public int count() {
        return heard.size();
    }

    public List<Envelope<TestFact.Happened>> envelopes() {
        return List.copyOf(heard);
    }

    public List<Long> of(String key) {
        return heard.stream()
                .map(Envelope::fact)
                .filter(fact -> fact.key().equals(key))
                .map(TestFact.Happened::number)
                .toList();
    }
}
