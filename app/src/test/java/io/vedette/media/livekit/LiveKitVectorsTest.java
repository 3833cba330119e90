package io.vedette.media.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.json.Json;
import io.vedette.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What LiveKit is shown and tells us, against tokens and letters that others have made. */
class LiveKitVectorsTest {
    private static final JsonNode TOKENS = vectors("livekit-access-token");
    private static final JsonNode LETTERS = vectors("livekit-webhook");
    private static final Instant THEN =
            Instant.ofEpochSecond(TOKENS.path("verifyAtUnix").asLong());

    private final LiveKitTokens tokens = new LiveKitTokens(
            TOKENS.path("apiKey").asString(), TOKENS.path("apiSecret").asString(), new SettableClock(THEN));

    private static JsonNode vectors(String name) {
        try (var file = Objects.requireNonNull(
                LiveKitVectorsTest.class.getResourceAsStream("/contracts/%s.json".formatted(name)))) {
            return Json.jsonMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<JsonNode> tokens() {
        return TOKENS.path("cases").valueStream();
    }

    static Stream<JsonNode> letters() {
        return LETTERS.path("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void a_token_is_believed_when_it_should_be(JsonNode vector) {
        assertThat(tokens.read(vector.path("jwt").asString()).isPresent())
                .as(vector.path("why").asString(""))
                .isEqualTo(vector.path("expectValid").booleanValue());
    }

    @ParameterizedTest
    @MethodSource("letters")
    void a_letter_is_believed_when_it_should_be(JsonNode vector) {
        JsonNode authorization = vector.at("/headers/Authorization");
        LiveKitLetter letter = new LiveKitLetter(
                vector.path("body").asString().getBytes(StandardCharsets.UTF_8),
                authorization.isMissingNode() ? null : authorization.asString());
        assertThat(letter.isGenuine(tokens))
                .as(vector.path("why").asString(""))
                .isEqualTo(vector.path("expectValid").booleanValue());
    }

    /** But for the room's name and what only people see. */
    @Test
    void ours_say_what_theirs_say() throws ParseException {
        UUID session = UUID.randomUUID();
        Instant end = tokens.after(Duration.ofMinutes(10));
        isLike("viewer", tokens.viewer(Room.of(session), new Participant("user:42"), end), session);
        isLike("camera-publisher", tokens.publisher(Room.of(session), new Participant("device:cam-7"), end), session);
        isLike(
                "server-room-create-list",
                tokens.own(Map.of("roomCreate", true, "roomList", true), Duration.ofMinutes(1)),
                session);
    }

    private static void isLike(String name, String ours, UUID session) throws ParseException {
        JsonNode theirs = tokens().filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
        JWTClaimsSet claims = SignedJWT.parse(ours).getJWTClaimsSet();
        String text =
                Json.jsonMapper().writeValueAsString(claims.getClaim("video")).replace(Room.of(session), "cam-7");
        assertThat(Json.jsonMapper().readTree(text)).isEqualTo(theirs.at("/claims/video"));
        assertThat(claims.getSubject())
                .isEqualTo(
                        theirs.at("/claims/sub").isMissingNode()
                                ? null
                                : theirs.at("/claims/sub").asString());
        assertThat(claims.getNotBeforeTime().toInstant()).isEqualTo(THEN);
    }

    @Test
    void a_room_of_somebody_else_is_no_session() {
        UUID session = UUID.randomUUID();
        assertThat(Room.session(Room.of(session))).hasValue(session);
        assertThat(Room.session("xedette-" + session)).isEmpty();
        assertThat(Room.session("lobby")).isEmpty();
    }
}
