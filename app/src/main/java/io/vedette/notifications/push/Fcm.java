package io.vedette.notifications.push;

import static java.util.Map.entry;

import io.vedette.notifications.push.PushAnswer.Accepted;
import io.vedette.notifications.push.PushAnswer.Gone;
import io.vedette.notifications.push.PushAnswer.NotNow;
import io.vedette.notifications.push.PushAnswer.Refused;
import io.vedette.platform.remote.Circuit;
import io.vedette.platform.remote.Remote;
import io.vedette.platform.remote.RemoteAnswer;
import io.vedette.platform.remote.RemoteTrouble;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reaches apps by Firebase Cloud Messaging, HTTP v1. */
final class Fcm implements PushService {
    private static final Set<String> CODES = Set.of(
            "UNREGISTERED",
            "INVALID_ARGUMENT",
            "SENDER_ID_MISMATCH",
            "THIRD_PARTY_AUTH_ERROR",
            "QUOTA_EXCEEDED",
            "INTERNAL",
            "UNAVAILABLE");
    private static final Duration OF_A_QUOTA = Duration.ofSeconds(60);

    private final URI messages;
    private final FcmAccess access;
    private final Remote remote;
    private final Circuit circuit;
    private final JsonMapper json;

    Fcm(URI base, String project, FcmAccess access, Remote remote, Circuit circuit, JsonMapper json) {
        this.messages = URI.create(
                "%s/v1/projects/%s/messages:send".formatted(base.toString().replaceAll("/+$", ""), project));
        this.access = access;
        this.remote = remote;
        this.circuit = circuit;
        this.json = json;
    }

    @Override
    public String name() {
        return "fcm";
    }

    @Override
    public boolean knows(String token) {
        return !token.stripLeading().startsWith("{");
    }

    @Override
    public Mono<PushAnswer> send(Message message) {
        Duration closed = circuit.closedFor();
        return closed.isPositive()
                ? Mono.just(new NotNow("circuit_open", closed))
                : attempt(message)
                        .flatMap(said -> said.status() == 401 ? again(message) : Mono.just(said))
                        .map(this::answer)
                        .onErrorResume(error -> Mono.just(new NotNow(problem(error), Duration.ZERO)))
                        .doOnNext(this::learn);
    }

    private Mono<RemoteAnswer> attempt(Message message) {
        byte[] body =
                json.writeValueAsString(Map.of("message", envelope(message))).getBytes(StandardCharsets.UTF_8);
        return access.token()
                .flatMap(token -> remote.post(
                        messages,
                        headers -> {
                            headers.setBearerAuth(token);
                            headers.setContentType(MediaType.APPLICATION_JSON);
                        },
                        body));
    }

    /** Once: the token may have ended before its time. */
    private Mono<RemoteAnswer> again(Message message) {
        access.forget();
        return attempt(message);
    }

    private static Map<String, Object> envelope(Message message) {
        String seconds = Long.toString(message.life().toSeconds());
        Notice notice = message.notice();
        return Map.ofEntries(
                entry("token", message.token()),
                entry("notification", Map.of("title", notice.title(), "body", notice.body())),
                entry("data", notice.data()),
                entry("android", Map.of("priority", "HIGH", "ttl", seconds + "s", "collapse_key", message.topic())),
                entry(
                        "apns",
                        Map.of(
                                "headers",
                                Map.of("apns-priority", "10", "apns-collapse-id", message.topic()),
                                "payload",
                                Map.of("aps", Map.of("sound", "default", "thread-id", message.topic())))),
                entry("webpush", Map.of("headers", Map.of("TTL", seconds, "Urgency", "high"))));
    }

    private static String problem(Throwable error) {
        return error instanceof NotLetInException ? "account_refused" : RemoteTrouble.nameOf(error);
    }

    private PushAnswer answer(RemoteAnswer said) {
        if (said.isGood()) {
            return new Accepted();
        }
        JsonNode error = parsed(said.body()).path("error");
        String code = code(error);
        String problem = code.isEmpty() ? "http_" + said.status() : code.toLowerCase(Locale.ROOT);
        return switch (said.status()) {
            case 404 -> code.equals("UNREGISTERED") ? new Gone(problem) : new Refused(problem);
            case 403 -> code.equals("SENDER_ID_MISMATCH") ? new Gone(problem) : new Refused(problem);
            case 400 -> isAboutTheToken(error) ? new Gone(problem) : new Refused(problem);
            case 429 -> new NotNow(problem, longer(said.retryAfter().orElse(OF_A_QUOTA), OF_A_QUOTA));
            default ->
                said.status() >= 500
                        ? new NotNow(problem, said.retryAfter().orElse(Duration.ZERO))
                        : new Refused(problem);
        };
    }

    /** What nobody told us of may be anything, and is not passed on. */
    private static String code(JsonNode error) {
        return error.path("details")
                .valueStream()
                .map(detail -> detail.path("errorCode").asString(""))
                .filter(CODES::contains)
                .findFirst()
                .orElse("");
    }

    private static boolean isAboutTheToken(JsonNode error) {
        return error.path("message").asString("").contains("registration token");
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException noJson) {
            return json.createObjectNode();
        }
    }

    private void learn(PushAnswer answer) {
        if (answer instanceof NotNow(String problem, Duration _) && !problem.equals("quota_exceeded")) {
            circuit.failed(problem);
        } else {
            circuit.answered();
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void close() {
        remote.close();
    }
}
