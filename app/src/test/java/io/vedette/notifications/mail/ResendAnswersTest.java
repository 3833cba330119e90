package io.vedette.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.notifications.mail.Answer.Closed;
import io.vedette.notifications.mail.Answer.NotNow;
import io.vedette.notifications.mail.Answer.Refused;
import io.vedette.notifications.mail.Answer.Taken;
import io.vedette.notifications.mail.Answer.TakenBefore;
import io.vedette.notifications.mail.Answer.Unsure;
import io.vedette.notifications.mail.Answer.Verdict;
import io.vedette.platform.json.Json;
import io.vedette.platform.remote.RemoteAnswer;
import io.vedette.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** The table of errors in the contract, row by row, and what no table foresees. */
class ResendAnswersTest {
    private static final Instant NOW = Instant.parse("2026-12-31T15:30:00Z");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    private final ResendAnswers answers =
            new ResendAnswers(Json.jsonMapper(), new SettableClock(NOW), Duration.ofHours(1));

    static Stream<Arguments> rows() {
        return Stream.of(
                row(400, "validation_error", new Refused("validation_error", false)),
                row(400, "invalid_idempotency_key", new Refused("invalid_idempotency_key", false)),
                row(401, "missing_api_key", new Closed("missing_api_key", NOW.plusSeconds(3600), true)),
                row(401, "restricted_api_key", new Closed("restricted_api_key", NOW.plusSeconds(3600), true)),
                row(403, "invalid_api_key", new Refused("invalid_api_key", true)),
                row(403, "validation_error", new Refused("validation_error", true)),
                row(404, "not_found", new Refused("not_found", false)),
                row(405, "method_not_allowed", new Refused("method_not_allowed", false)),
                row(409, "invalid_idempotent_request", new TakenBefore("invalid_idempotent_request")),
                row(409, "concurrent_idempotent_requests", new Unsure("concurrent_idempotent_requests", false)),
                row(422, "missing_required_field", new Refused("missing_required_field", false)),
                row(422, "invalid_from_address", new Refused("invalid_from_address", false)),
                row(422, "invalid_attachment", new Refused("invalid_attachment", false)),
                row(422, "invalid_parameter", new Refused("invalid_parameter", false)),
                row(422, "invalid_access", new Refused("invalid_access", false)),
                row(422, "invalid_region", new Refused("invalid_region", false)),
                row(422, "validation_error", new Refused("validation_error", false)),
                row(429, "rate_limit_exceeded", new NotNow("rate_limit_exceeded", Duration.ofSeconds(1))),
                row(429, "daily_quota_exceeded", new Closed("daily_quota_exceeded", NEW_YEAR, false)),
                row(429, "monthly_quota_exceeded", new Closed("monthly_quota_exceeded", NEW_YEAR, false)),
                row(451, "security_error", new Refused("security_error", true)),
                row(500, "application_error", new Unsure("application_error", true)),
                row(500, "internal_server_error", new Unsure("internal_server_error", true)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_row_of_the_table(int status, String name, Verdict verdict) {
        String body = "{\"statusCode\":%d,\"name\":\"%s\",\"message\":\"m\"}".formatted(status, name);
        assertThat(read(status, body).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_name_that_nobody_told_us_of_falls_back_to_the_status(int status, String name, Verdict verdict) {
        Verdict fallback = read(status, "{\"name\":\"ada@example.test\"}").verdict();
        assertThat(fallback.problem()).isEqualTo("http_" + status);
        if (status != 409 && status != 429) {
            assertThat(fallback).hasSameClassAs(verdict);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>Bad Gateway</html>", "", "[1]", "null", "{\"name\":7}", "{\"name\":", "{\"id\":\"x\"}"})
    void a_body_that_says_nothing_leaves_the_status(String body) {
        assertThat(read(502, body).verdict()).isEqualTo(new Unsure("http_502", true));
        assertThat(read(422, body).verdict()).isEqualTo(new Refused("http_422", false));
        assertThat(read(429, body).verdict()).isEqualTo(new NotNow("http_429", Duration.ofSeconds(1)));
        assertThat(read(409, body).verdict()).isEqualTo(new Unsure("http_409", false));
        assertThat(read(302, body).verdict()).isEqualTo(new Refused("http_302", false));
    }

    @Nested
    class A_good_answer {
        @Test
        void has_an_id() {
            assertThat(read(200, "{\"id\":\"49a3999c-0ce1-4ea6\"}").verdict())
                    .isEqualTo(new Taken("49a3999c-0ce1-4ea6"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "", "<html>Sign in</html>", "{\"id\":\"a b\"}", "{\"id\":[1]}"})
        void is_none_without_it(String body) {
            assertThat(read(200, body).verdict()).isEqualTo(new Unsure("unreadable_answer", true));
        }
    }

    @Nested
    class Waiting {
        @ParameterizedTest
        @CsvSource({
            "7,,7",
            "0,,1",
            ",3,3",
            "7,3,7",
            "never,3,3",
            "-1,,1",
            "999999999,,3600",
            "99999999999999999999,,1",
            ",,1"
        })
        void is_as_long_as_asked_within_bounds(@Nullable String retryAfter, @Nullable String reset, long seconds) {
            HttpHeaders headers = new HttpHeaders();
            set(headers, "Retry-After", retryAfter);
            set(headers, "RateLimit-Reset", reset);
            assertThat(answers.read(new RemoteAnswer(429, headers, "")).verdict())
                    .isEqualTo(new NotNow("http_429", Duration.ofSeconds(seconds)));
        }

        @ParameterizedTest
        @CsvSource({"0,5,5", "1,5,0", "0,,0", ",5,0", "0,9999,60"})
        void follows_a_limit_that_is_used_up(@Nullable String remaining, @Nullable String reset, long seconds) {
            HttpHeaders headers = new HttpHeaders();
            set(headers, "ratelimit-remaining", remaining);
            set(headers, "ratelimit-reset", reset);
            assertThat(answers.read(new RemoteAnswer(200, headers, "")).rest()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void the_month_turns_on_its_first_day() {
        ResendAnswers inMay = new ResendAnswers(
                Json.jsonMapper(), new SettableClock(Instant.parse("2026-05-31T23:59:59Z")), Duration.ofHours(1));
        String body = "{\"name\":\"monthly_quota_exceeded\"}";
        assertThat(inMay.read(new RemoteAnswer(429, new HttpHeaders(), body)).verdict())
                .isEqualTo(new Closed("monthly_quota_exceeded", Instant.parse("2026-06-01T00:00:00Z"), false));
    }

    private Answer read(int status, String body) {
        return answers.read(new RemoteAnswer(status, new HttpHeaders(), body));
    }

    private static void set(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }

    private static Arguments row(int status, String name, Verdict verdict) {
        return Arguments.of(status, name, verdict);
    }
}
