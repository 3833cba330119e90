package io.vedette.streams;

import static io.vedette.streams.Stage.plays;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Streams that nobody carries but browsers themselves. */
class MockTest implements MediaContract {
    private static final TestServer SERVER = MediaContract.serverWith(Map.of());

    private final Stage stage = Stage.at(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Override
    public TestServer server() {
        return SERVER;
    }

    @Override
    public Carrier carrier() {
        return new Browsers();
    }

    @Override
    public Stage stage() {
        return stage;
    }

    @Test
    void a_player_is_a_page_of_ours() {
        String id = stage.streaming();
        assertThat(plays(stage.client(), id).json().path("url").asString())
                .isEqualTo("http://localhost:3000/sim/player.html?streamSessionId=" + id);
    }

    /** No server at all. */
    private record Browsers() implements Carrier {
        @Override
        public String name() {
            return "mock";
        }

        @Override
        public String room(String session) {
            return session;
        }

        @Override
        public String user(Gadget device) {
            return device.id().toString();
        }

        @Override
        public Set<String> ways(boolean sending) {
            return Set.of();
        }

        @Override
        public Duration life() {
            return Duration.ofHours(1);
        }

        @Override
        public JsonNode like(boolean sending) {
            return Bodies.object()
                    .put("sub", "")
                    .put("exp", 0)
                    .put("streamSessionId", "ROOM")
                    .put("access", sending ? "publish" : "subscribe");
        }

        @Override
        public String rights() {
            return "access";
        }

        @Override
        public boolean believes(SignedJWT token, PublicKeys ours) throws Exception {
            return ours.prove(token) && token.getJWTClaimsSet().getAudience().equals(List.of("vedette:media"));
        }

        @Override
        public void close() {}
    }
}
