package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.EventExecutor;
import io.vedette.testing.Await;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.LoopStalls;
import java.io.FileInputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;

/** Nothing may wait on an event loop, and what watches over that is awake. */
@ServerTest
class EventLoopsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestServer server = TestServer.running();

    @Test
    void whoever_waits_on_one_gets_an_error() {
        for (EventExecutor loop : LoopStalls.loopsOf(server)) {
            assertThatThrownBy(() -> loop.submit(() -> LockSupport.parkNanos(1)).get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(BlockingOperationError.class);
            assertThatThrownBy(() -> loop.submit(() -> new FileInputStream("pom.xml").read())
                            .get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(BlockingOperationError.class);
        }
    }

    @Test
    void those_of_the_server_and_of_the_database_are_watched() {
        assertThat(LoopStalls.loopsOf(server)).hasSizeGreaterThanOrEqualTo(3);
        try (LoopStalls stalls = LoopStalls.of(server)) {
            Await.until(
                    "all were probed",
                    PATIENCE,
                    () -> stalls.loops().size() == LoopStalls.loopsOf(server).size());
            assertThat(stalls.loops())
                    .anyMatch(name -> name.contains("http-"))
                    .anyMatch(name -> name.startsWith("database"));
        }
    }

    @Test
    void a_stall_of_one_is_seen() {
        Duration stall = Duration.ofMillis(200);
        try (LoopStalls stalls = LoopStalls.of(server)) {
            EventExecutor loop = LoopStalls.loopsOf(server).iterator().next();
            loop.execute(() -> spin(stall));
            Await.until("it is seen", PATIENCE, () -> stalls.worst().compareTo(Duration.ofMillis(150)) > 0);
        }
    }

    @Test
    void a_shorter_one_after_a_longer_one_is_seen_as_well() {
        Duration seen = Duration.ofMillis(70);
        try (LoopStalls stalls = LoopStalls.of(server)) {
            EventExecutor loop = LoopStalls.loopsOf(server).iterator().next();
            loop.execute(() -> spin(Duration.ofMillis(300)));
            Await.until("the longer one is seen", PATIENCE, () -> stalls.over(seen) >= 1);
            loop.execute(() -> spin(Duration.ofMillis(100)));
            Await.until("the shorter one is seen", PATIENCE, () -> stalls.over(seen) >= 2);
        }
    }

    /** Busy rather than waiting: that is what only the probe can see. */
    private static void spin(Duration length) {
        long start = System.nanoTime();
        long now = start;
        while (now - start < length.toNanos()) {
            now = System.nanoTime();
        }
    }
}
