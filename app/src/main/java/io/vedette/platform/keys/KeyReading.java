package io.vedette.platform.keys;

import io.vedette.platform.MayWait;
import io.vedette.platform.settings.SettingsError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Has the keys there before the server listens, and learns within a minute what other nodes add. */
@Component
final class KeyReading implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(KeyReading.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 5;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration BETWEEN_READS = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private @Nullable Disposable reading;

    KeyReading(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    @MayWait("for the keys to be read, when the server starts")
    public void start() {
        // A database that is only slow to wake up is no reason not to start.
        keys.begin()
                .retryWhen(Retry.backoff(TRIES, FIRST_BACKOFF).filter(failure -> !(failure instanceof SettingsError)))
                .block(PATIENCE);
        reading = Flux.interval(BETWEEN_READS)
                .onBackpressureDrop()
                .concatMap(tick -> keys.read().onErrorResume(KeyReading::tell))
                .subscribe();
    }

    @Override
    public void stop() {
        if (reading != null) {
            reading.dispose();
            reading = null;
        }
    }

    @Override
    public boolean isRunning() {
        return reading != null;
    }

    /** Before the web server, which starts in one of the last phases. */
    @Override
    public int getPhase() {
        return 0;
    }

    private static Mono<Void> tell(Throwable failure) {
        LOG.warn("The signing keys could not be read; those known stay in use: {}", failure.toString());
        return Mono.empty();
    }
}
