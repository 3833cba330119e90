package io.vedette.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** WebhookMessages are signed as others have done it, and with those keys that hold. */
class SignatureTest {
    private static final Instant NOON = Instant.parse("2026-03-30T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @TestFactory
    Stream<DynamicTest> is_that_of_others() throws IOException {
        try (InputStream vectors =
                Objects.requireNonNull(SignatureTest.class.getResourceAsStream("/contracts/standard-webhooks.json"))) {
            return Json.jsonMapper()
                    .readTree(vectors)
                    .path("cases")
                    .valueStream()
                    .filter(each -> each.path("expectValid").booleanValue())
                    .map(each -> DynamicTest.dynamicTest(each.path("name").asString(), () -> isSignedSo(each)));
        }
    }

    private static void isSignedSo(JsonNode vector) {
        byte[] key = Base64.getDecoder().decode(vector.path("secret").asString().replaceFirst("^whsec_", ""));
        JsonNode headers = vector.path("headers");
        String signature = Signature.of(
                List.of(key),
                headers.path("webhook-id").asString(),
                Long.parseLong(headers.path("webhook-timestamp").asString()),
                vector.path("body").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(headers.path("webhook-signature").asString().split(" ")).contains(signature);
    }

    @Test
    void is_made_with_each_key_that_holds() {
        Keyring first = Keyring.fresh();
        Keyring second = first.rotated(NOON);
        Keyring third = second.rotated(NOON.plus(DAY).minusMillis(1));
        assertThat(first.signing(NOON)).hasSize(1);
        assertThat(second.signing(NOON).getLast()).isEqualTo(first.signing(NOON).getFirst());
        assertThat(second.signing(NOON.plus(DAY).minusMillis(1))).hasSize(2);
        assertThat(second.signing(NOON.plus(DAY))).hasSize(1);
        assertThat(third.signing(NOON.plus(DAY).minusMillis(1))).hasSize(3);
        assertThat(third.signing(NOON.plus(DAY))).hasSize(2);
        assertThat(List.of(first.secret(), second.secret(), third.secret())).doesNotHaveDuplicates();
        assertThat(third.toString()).doesNotContain(third.secret().substring(6));
    }

    @Test
    void is_made_with_few_keys_however_often_there_is_a_new_one() {
        Keyring keys = Keyring.fresh();
        for (int rotation = 0; rotation < 10; rotation++) {
            keys = keys.rotated(NOON);
        }
        assertThat(keys.signing(NOON)).hasSize(Keyring.MOST);
    }

    @Test
    void and_what_is_signed_is_tried_for_up_to_a_day() {
        Duration sum = Duration.ZERO;
        int tries = 0;
        while (WebhookPace.pauseAfter(tries).isPositive()) {
            sum = sum.plus(WebhookPace.pauseAfter(tries++));
        }
        assertThat(tries).isEqualTo(12);
        assertThat(sum).isBetween(Duration.ofHours(21), DAY);
    }
}
