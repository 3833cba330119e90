package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Talker;
import java.net.URI;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much one device may say, over whichever sockets. */
@ServerTest
class PaceTest {
    private static final URI SERVER = TestServer.running().url();
    private static final int BURST = 200;
    private static final double PER_NANOSECOND = 100 / 1e9;

    private final String token = "{\"token\":\"camera-%s\"}".formatted(UUID.randomUUID());

    private long served() {
        try (Talker camera = Talker.arriving(Talker.By.WEBSOCKET, SERVER)) {
            camera.connect(token);
            return IntStream.range(0, 300)
                    .filter(_ -> camera.ask("echo", "{}").path("ok").booleanValue())
                    .count();
        }
    }

    @Test
    void is_not_more_for_coming_again() {
        long begun = System.nanoTime();
        long served = served() + served() + served();
        double most = BURST + (System.nanoTime() - begun) * PER_NANOSECOND;
        assertThat(served).isGreaterThanOrEqualTo(BURST).isLessThanOrEqualTo((long) most + 1);
    }
}
