package io.vedette.media.mediamtx;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.json.Json;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What tokens allow, against tokens that others have made and read. */
class PermissionTest {
    private static final JsonNode VECTORS = vectors();

    private static JsonNode vectors() {
        try (var file =
                Objects.requireNonNull(PermissionTest.class.getResourceAsStream("/contracts/mediamtx-jwt.json"))) {
            return Json.jsonMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<JsonNode> tokens() {
        return VECTORS.path("cases").valueStream().filter(each -> each.has("allows"));
    }

    private static boolean allows(JWTClaimsSet claims, JsonNode wanted) {
        return ((List<?>) claims.getClaim(Permission.CLAIM))
                .stream()
                        .map(each -> Permission.read((Map<?, ?>) each))
                        .anyMatch(permission -> permission.allows(
                                wanted.path("action").asString(),
                                wanted.path("path").asString("")));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void a_token_allows_what_mediamtx_would(JsonNode vector) throws ParseException {
        JWTClaimsSet claims = SignedJWT.parse(vector.path("jwt").asString()).getJWTClaimsSet();
        vector.path("allows")
                .forEach(wanted ->
                        assertThat(allows(claims, wanted)).as("%s", wanted).isTrue());
        vector.path("denies")
                .forEach(wanted ->
                        assertThat(allows(claims, wanted)).as("%s", wanted).isFalse());
    }

    @Test
    void an_expression_that_is_none_finds_nothing() {
        assertThat(new Permission("read", "~(").allows("read", "(")).isFalse();
    }

    @Test
    void a_path_of_somebody_else_is_no_session() {
        UUID session = UUID.randomUUID();
        assertThat(Path.session(Path.of(session).name())).hasValue(session);
        assertThat(Path.session("x-" + session)).isEmpty();
        assertThat(Path.session("v-" + session + "/x")).isEmpty();
        assertThat(Path.session("doorbell")).isEmpty();
    }
}
