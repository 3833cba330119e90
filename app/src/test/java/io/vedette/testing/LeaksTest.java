package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever loses a buffer is found out. */
class LeaksTest {
    @Test
    void every_resource_is_watched() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    @Test
    void one_that_is_lost_is_found_with_what_was_done_to_it() {
        lose(ByteBufAllocator.DEFAULT.directBuffer(7));
        // The first collection may still find it in use.
        Await.until(
                "it is found",
                Duration.ofSeconds(20),
                () -> found().stream().anyMatch(leak -> leak.startsWith("ByteBuf") && leak.contains("LeaksTest.lose")));
    }

    @Test
    void one_that_is_released_is_not() {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(7);
        buffer.release();
        assertThat(found()).noneMatch(leak -> leak.contains("LeaksTest.one_that_is_released_is_not"));
    }

    private static void lose(ByteBuf buffer) {
        buffer.writeByte(1);
    }

    private static List<String> found() {
        Leaks.look();
        return Leaks.take();
    }
}
