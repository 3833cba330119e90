package io.vedette.platform.outbox;

import io.vedette.platform.bus.Bus;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Lets the announcements that are under way end, after the last request and before the connections go. */
@Component
final class OutboxDrain implements SmartLifecycle {
    /** What starts before the web server is stopped after it. */
    static final int PHASE = Bus.PHASE + 1;

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Announcer announcer;
    private final AnnouncedRows announced;
    private volatile boolean running;

    OutboxDrain(Announcer announcer, AnnouncedRows announced) {
        this.announcer = announcer;
        this.announced = announced;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .takeWhile(_ -> announcer.isBusy() || announced.size() > 0)
                .take(LONGEST)
                .doFinally(_ -> callback.run())
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
