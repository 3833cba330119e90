package io.vedette.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SwarmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void a_socket_signs_in_answers_pings_and_passes_on_what_it_hears() throws Exception {
        try (var server = new ScriptedServer(line -> {
                    assertThat(line.hear()).isEqualTo("40{\"n\":0}");
                    line.say("40{\"sid\":\"t\"}");
                    assertThat(line.hear()).isEqualTo("427[\"echo\",{}]");
                    line.say("2");
                    assertThat(line.hear()).isEqualTo("3");
                    line.say("42[\"hello\"]");
                    line.say("437[{}]");
                    line.in().read();
                });
                var swarm = Swarm.against(server.address(), "{\"n\":%d}"::formatted)) {
            swarm.listen(new Notes());
            connect(swarm).getFirst().emit(7, "echo", "{}");

            assertThat(next()).isEqualTo("event 42[\"hello\"]");
            assertThat(next()).isEqualTo("ack 7 437[{}]");
            assertThat(swarm.pings()).isEqualTo(1);
            swarm.cut();
            assertThat(server.awaitEnd()).startsWith("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n");
            assertThat(swarm.lost()).isZero();
        }
    }

    @Test
    void a_refused_socket_fails_the_connecting_with_the_reason() throws Exception {
        try (var server = new ScriptedServer(line -> {
                    line.hear();
                    line.say("44{\"message\":\"unauthorized\"}");
                });
                var swarm = Swarm.against(server.address(), "{\"n\":%d}"::formatted)) {
            assertThatThrownBy(() -> connect(swarm))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("Socket 0, after 0 others: 44{\"message\":\"unauthorized\"}");
        }
    }

    @Test
    void a_socket_that_the_server_drops_is_counted_as_lost() throws Exception {
        try (var server = new ScriptedServer(line -> {
                    line.hear();
                    line.say("40{\"sid\":\"t\"}");
                    line.hear();
                });
                var swarm = Swarm.against(server.address(), "{\"n\":%d}"::formatted)) {
            swarm.listen(new Notes());
            connect(swarm).getFirst().emit("leave", "{}");

            assertThat(next()).isEqualTo("lost Closed without a word");
            assertThat(swarm.lost()).isEqualTo(1);
            assertThat(swarm.lastLoss()).isEqualTo("Closed without a word");
        }
    }

    private String next() throws InterruptedException {
        return heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static List<SwarmSocket> connect(Swarm swarm) throws Exception {
        return swarm.connect(1, 1, PATIENCE);
    }

    private final class Notes implements SwarmListener {
        @Override
        public void event(SwarmSocket socket, Text packet) {
            heard.add("event " + packet);
        }

        @Override
        public void acknowledged(SwarmSocket socket, long id, Text packet) {
            heard.add("ack %d %s".formatted(id, packet));
        }

        @Override
        public void lost(SwarmSocket socket, String reason) {
            heard.add("lost " + reason);
        }
    }
}
