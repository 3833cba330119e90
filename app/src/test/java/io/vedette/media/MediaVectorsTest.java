package io.vedette.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What TURN servers are shown, against pairs that others have made. */
class MediaVectorsTest {
    private static final JsonNode TURN = vectors();

    private static JsonNode vectors() {
        try (var file = Objects.requireNonNull(
                MediaVectorsTest.class.getResourceAsStream("/contracts/turn-credentials.json"))) {
            return Json.jsonMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<JsonNode> pairs() {
        return TURN.path("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_pair_is_what_the_server_expects(JsonNode vector) {
        Instant end = Instant.ofEpochSecond(
                vector.path("now").asLong() + vector.path("ttl").asLong());
        assertThat(TurnCredentials.until(
                        end,
                        vector.path("userId").asString(),
                        TURN.path("secret").asString()))
                .isEqualTo(new TurnCredentials(
                        vector.path("username").asString(),
                        vector.path("credential").asString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stun:stun.example.test",
                "stuns:stun.example.test:5349",
                "turn:turn.example.test:3478?transport=udp",
                "turns:[2001:db8::1]:5349?transport=tcp",
                "turn:203.0.113.9"
            })
    void an_address_names_a_host(String text) {
        assertThat(IceUrl.parse(text).needsCredentials()).isEqualTo(text.startsWith("turn"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stun.example.test",
                "http://stun.example.test",
                "stun://stun.example.test",
                "stun:stun.example.test?transport=udp",
                "turn:turn.example.test/path",
                "turn:user@turn.example.test",
                "turn:turn.example.test?transport=sctp",
                "stun:"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> IceUrl.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobody_in_particular_has_a_name_that_is_a_time() {
        assertThat(TurnCredentials.until(Instant.EPOCH, "", "secret").username())
                .isEqualTo("0");
    }
}
