package io.vedette.realtime;

import io.vedette.platform.web.WebSettings;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.engine.Engine;
import io.vedette.realtime.engine.Session;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends sockets away gently when the server is told to stop: all at once they would come back all at once, elsewhere. */
@Component
final class Drain implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int USUAL_BATCH = 100;

    private final Engine engine;
    private final SocketDoor door;
    private final Duration budget;
    private volatile boolean running;

    Drain(Engine engine, SocketDoor door, WebSettings settings) {
        this.engine = engine;
        this.door = door;
        this.budget = settings.shutdownTimeout().dividedBy(2);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        door.close();
        drain().timeout(budget.plus(STEP))
                .onErrorComplete()
                .doFinally(_ -> callback.run())
                .subscribe();
    }

    private Mono<Void> drain() {
        List<Session> all = List.copyOf(engine.sessions());
        if (all.isEmpty()) {
            return Mono.empty();
        }
        log.info("Closing {} sockets", all.size());
        return Flux.fromIterable(all)
                .buffer(batch(all.size()))
                .delayElements(STEP)
                .doOnNext(Drain::end)
                .then(Mono.fromRunnable(() -> end(engine.sessions())));
    }

    private static void end(Collection<Session> some) {
        some.forEach(session -> session.end(CloseCause.SERVER_DRAIN));
    }

    /** A thousand a second, or more where there are too many to be done in time so. */
    private int batch(int all) {
        long steps = Math.max(1, budget.dividedBy(STEP) - 1);
        return (int) Math.max(USUAL_BATCH, (all + steps - 1) / steps);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
