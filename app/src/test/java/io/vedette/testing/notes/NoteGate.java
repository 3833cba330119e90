package io.vedette.testing.notes;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Keeps calls running until a test lets them go. */
@Component
public class NoteGate {
    private final Sinks.Empty<Void> opened = Sinks.empty();
    private final AtomicInteger waiting = new AtomicInteger();

    Mono<Void> pass() {
        return opened.asMono().doOnSubscribe(_ -> waiting.incrementAndGet());
    }

    public int waiting() {
        return waiting.get();
    }

    public void open() {
        opened.tryEmitEmpty().orThrow();
    }
}
