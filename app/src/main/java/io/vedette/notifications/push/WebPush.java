package io.vedette.notifications.push;

import com.nimbusds.jose.jwk.ECKey;
import io.vedette.notifications.push.PushAnswer.Accepted;
import io.vedette.notifications.push.PushAnswer.Gone;
import io.vedette.notifications.push.PushAnswer.NotNow;
import io.vedette.notifications.push.PushAnswer.Refused;
import io.vedette.platform.remote.Circuit;
import io.vedette.platform.remote.Remote;
import io.vedette.platform.remote.RemoteAnswer;
import io.vedette.platform.remote.RemoteTrouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reaches browsers by whichever service each has chosen. */
final class WebPush implements PushService {
    private final Map<PushHost, Circuit> hosts;
    private final VapidKeys keys;
    private final VapidPasses passes;
    private final Remote inside;
    private final Remote outside;
    private final JsonMapper json;

    /**
     * @param inside for hosts that were given as origins
     * @param outside for all others
     */
    WebPush(
            Map<PushHost, Circuit> hosts,
            VapidKeys keys,
            VapidPasses passes,
            Remote inside,
            Remote outside,
            JsonMapper json) {
        this.hosts = hosts;
        this.keys = keys;
        this.passes = passes;
        this.inside = inside;
        this.outside = outside;
        this.json = json;
    }

    @Override
    public String name() {
        return "web-push";
    }

    /** It is JSON, whatever stands in it. */
    @Override
    public boolean knows(String token) {
        return token.stripLeading().startsWith("{");
    }

    @Override
    public Mono<PushAnswer> send(Message message) {
        Optional<Subscription> parsed = Subscription.parse(message.token());
        if (parsed.isEmpty()) {
            return Mono.just(new Gone("no_subscription"));
        }
        Subscription subscription = parsed.get();
        return hosts.keySet().stream()
                .filter(host -> host.admits(subscription.endpoint()))
                .findFirst()
                .map(host -> send(message, subscription, host))
                .orElseGet(() -> Mono.just(new Gone("unknown_host")));
    }

    private Mono<PushAnswer> send(Message message, Subscription subscription, PushHost host) {
        Circuit circuit = Objects.requireNonNull(hosts.get(host));
        Duration closed = circuit.closedFor();
        if (closed.isPositive()) {
            return Mono.just(new NotNow("circuit_open", closed));
        }
        return keys.key()
                .flatMap(key -> post(message, subscription, host, key).doOnNext(answer -> learn(circuit, answer)));
    }

    private Mono<PushAnswer> post(Message message, Subscription subscription, PushHost host, ECKey key) {
        Remote remote = host.origin() == null ? outside : inside;
        return remote.post(
                        subscription.endpoint(),
                        headers -> describe(headers, message, passes.authorization(subscription.endpoint(), key)),
                        WebPushCipher.lock(words(message.notice()), subscription))
                .map(WebPush::answer)
                .onErrorResume(error -> Mono.just(new NotNow(RemoteTrouble.nameOf(error), Duration.ZERO)));
    }

    private byte[] words(Notice notice) {
        return json.writeValueAsString(notice).getBytes(StandardCharsets.UTF_8);
    }

    private static void describe(HttpHeaders headers, Message message, String authorization) {
        headers.set(HttpHeaders.AUTHORIZATION, authorization);
        headers.set(HttpHeaders.CONTENT_ENCODING, "aes128gcm");
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        headers.set("TTL", Long.toString(message.life().toSeconds()));
        headers.set("Urgency", "high");
        headers.set("Topic", message.topic().replace("-", ""));
    }

    private static PushAnswer answer(RemoteAnswer said) {
        String problem = "http_" + said.status();
        return switch (said.status()) {
            case 404, 410 -> new Gone(problem);
            case 429 -> new NotNow(problem, said.retryAfter().orElse(Duration.ZERO));
            default -> {
                if (said.isGood()) {
                    yield new Accepted();
                }
                yield said.status() >= 500
                        ? new NotNow(problem, said.retryAfter().orElse(Duration.ZERO))
                        : new Refused(problem);
            }
        };
    }

    private static void learn(Circuit circuit, PushAnswer answer) {
        if (answer instanceof NotNow(String problem, Duration _) && !problem.equals("http_429")) {
            circuit.failed(problem);
        } else {
            circuit.answered();
        }
    }

    @Override
    public void close() {
        inside.close();
        outside.close();
    }
}
