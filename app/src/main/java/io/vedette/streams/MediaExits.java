package io.vedette.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.media.MediaProvider;
import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The short way out of the media server, as soon as a right has ended for good. A fact may have to wait for those that another
 * node has written of the same household; it comes in any case, and does again what can't be done here.
 */
@Component
public final class MediaExits extends Rounds {
    static final int CAPACITY = 10_000;

    private static final Duration REST = Duration.ofMinutes(1);
    private static final int AT_ONCE = 8;

    private final MediaProvider media;
    private final MediaWatch watch;
    private final BlockingQueue<Mono<Void>> waiting = new ArrayBlockingQueue<>(CAPACITY);

    MediaExits(MediaProvider media, MediaWatch watch, MeterRegistry meters) {
        super(REST);
        this.media = media;
        this.watch = watch;
        Gauge.builder("vedette.media.exits.waiting", waiting, BlockingQueue::size)
                .register(meters);
    }

    public void ended(UUID session) {
        add(media.close(session));
    }

    public void gone(UUID session) {
        add(watch.leave(List.of(session)));
    }

    private void add(Mono<Void> exit) {
        if (waiting.offer(exit)) {
            wake();
        }
    }

    @Override
    protected Mono<Duration> round() {
        return Mono.defer(() -> {
            List<Mono<Void>> exits = new ArrayList<>();
            waiting.drainTo(exits);
            return Flux.fromIterable(exits)
                    .flatMap(exit -> exit.onErrorComplete(), AT_ONCE)
                    .then(Mono.just(REST));
        });
    }
}
