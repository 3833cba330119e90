package io.vedette.realtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.sockets.PollingClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whoever doesn't take the answer it asked for. */
class DeafTest {
    private static final RunningEngine ENGINE = RunningEngine.thatOftenPings();

    @AfterAll
    static void stop() {
        ENGINE.close();
    }

    @Test
    void holds_its_connection_no_longer_than_a_poll_may_take() {
        PollingClient client = ENGINE.polling();
        client.post("4" + "x".repeat(900_000));
        try (RawConnection deaf = new RawConnection(ENGINE.url())) {
            deaf.send("GET %s?EIO=4&transport=polling&sid=%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .formatted(ENGINE.path(), client.sid()));
            Await.until("it is closed", Duration.ofSeconds(15), deaf::isRefused);
            assertThat(deaf.all().length()).isLessThan(900_000);
        }
    }
}
