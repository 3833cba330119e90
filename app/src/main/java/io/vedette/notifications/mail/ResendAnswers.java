package io.vedette.notifications.mail;

import io.vedette.notifications.mail.Answer.Closed;
import io.vedette.notifications.mail.Answer.NotNow;
import io.vedette.notifications.mail.Answer.Refused;
import io.vedette.notifications.mail.Answer.Taken;
import io.vedette.notifications.mail.Answer.TakenBefore;
import io.vedette.notifications.mail.Answer.Unsure;
import io.vedette.notifications.mail.Answer.Verdict;
import io.vedette.platform.remote.RemoteAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Resend's answers mean: by their status, and by the name in their body where one status means several things. */
final class ResendAnswers {
    private static final Set<String> NAMES = Set.of(
            "validation_error",
            "invalid_idempotency_key",
            "missing_api_key",
            "restricted_api_key",
            "invalid_api_key",
            "not_found",
            "method_not_allowed",
            "invalid_idempotent_request",
            "concurrent_idempotent_requests",
            "missing_required_field",
            "invalid_from_address",
            "invalid_attachment",
            "invalid_parameter",
            "invalid_access",
            "invalid_region",
            "rate_limit_exceeded",
            "daily_quota_exceeded",
            "monthly_quota_exceeded",
            "security_error",
            "application_error",
            "internal_server_error");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final JsonMapper json;
    private final Clock clock;
    private final Duration refusedKey;

    ResendAnswers(JsonMapper json, Clock clock, Duration refusedKey) {
        this.json = json;
        this.clock = clock;
        this.refusedKey = refusedKey;
    }

    Answer read(RemoteAnswer answer) {
        JsonNode said = parsed(answer.body());
        return new Answer(answer.isGood() ? taken(said) : verdict(answer, name(answer.status(), said)), rest(answer));
    }

    /** Without an id it was somebody else who answered, or only half of Resend. */
    private static Verdict taken(JsonNode said) {
        String id = said.path("id").asString("");
        return ID.matcher(id).matches() ? new Taken(id) : new Unsure("unreadable_answer", true);
    }

    private Verdict verdict(RemoteAnswer answer, String name) {
        return switch (answer.status()) {
            case 401 -> new Closed(name, clock.instant().plus(refusedKey), true);
            case 403, 451 -> new Refused(name, true);
            case 408, 425 -> new Unsure(name, true);
            case 409 -> name.equals("invalid_idempotent_request") ? new TakenBefore(name) : new Unsure(name, false);
            case 429 -> tooMany(name, answer);
            default -> answer.status() >= 500 ? new Unsure(name, true) : new Refused(name, false);
        };
    }

    private Verdict tooMany(String name, RemoteAnswer answer) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return switch (name) {
            case "daily_quota_exceeded" -> new Closed(name, startOf(today.plusDays(1)), false);
            case "monthly_quota_exceeded" ->
                new Closed(name, startOf(today.withDayOfMonth(1).plusMonths(1)), false);
            default -> new NotNow(name, wait(answer));
        };
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Duration wait(RemoteAnswer answer) {
        return answer.retryAfter()
                .or(() -> answer.seconds("ratelimit-reset"))
                .filter(asked -> asked.compareTo(SHORTEST_WAIT) >= 0)
                .map(asked -> least(asked, LONGEST_WAIT))
                .orElse(SHORTEST_WAIT);
    }

    private static Duration rest(RemoteAnswer answer) {
        boolean usedUp = "0".equals(answer.headers().getFirst("ratelimit-remaining"));
        return answer.seconds("ratelimit-reset")
                .filter(_ -> usedUp)
                .map(reset -> least(reset, LONGEST_REST))
                .orElse(Duration.ZERO);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Names that nobody told us of may be anything, and are not passed on. */
    private static String name(int status, JsonNode said) {
        String name = said.path("name").asString("");
        return NAMES.contains(name) ? name : "http_" + status;
    }

    /** Pages of a gateway are no JSON; then the status says all there is. */
    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException noJson) {
            return json.createObjectNode();
        }
    }
}
