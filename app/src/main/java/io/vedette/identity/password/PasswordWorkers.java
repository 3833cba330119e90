package io.vedette.identity.password;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The few threads that hash passwords. What they can't begin within a few seconds is refused at once. */
@Component
final class PasswordWorkers implements DisposableBean {
    private static final int WAITING_EACH = 32;

    private final ThreadPoolExecutor executor;
    private final Scheduler scheduler;

    /** Half of the cores: the others go on serving. */
    PasswordWorkers(MeterRegistry meters) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        CustomizableThreadFactory named = new CustomizableThreadFactory("passwords-");
        named.setDaemon(true);
        Places places = new Places(threads * WAITING_EACH);
        executor =
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, places, named, PasswordWorkers::refuse) {
                    @Override
                    protected void beforeExecute(Thread worker, Runnable task) {
                        places.free();
                    }
                };
        // Each task goes through the queue then: starting a thread takes a lock.
        executor.prestartAllCoreThreads();
        scheduler = Schedulers.fromExecutorService(executor);
        ExecutorServiceMetrics.monitor(meters, executor, "passwords", "vedette");
    }

    /** The usual handler describes the executor first, which takes a lock of it: an event loop would wait. */
    private static void refuse(Runnable task, ThreadPoolExecutor executor) {
        throw new RejectedExecutionException("Too many passwords wait to be hashed");
    }

    Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void destroy() {
        scheduler.dispose();
        executor.shutdownNow();
    }
}
