package io.vedette.notifications.push;

import io.vedette.platform.remote.Remote;
import io.vedette.platform.remote.RemoteAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The token that FCM lets us in with: exchanged for a signed word of the account, and used until shortly before its end. */
final class FcmAccess {
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);
    private static final String GRANT = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";

    private final ServiceAccount account;
    private final Remote remote;
    private final Clock clock;
    private final JsonMapper json;
    private final Mono<Token> shared;
    private volatile boolean forgotten;

    private record Token(String text, Instant until) {}

    FcmAccess(ServiceAccount account, Remote remote, Clock clock, JsonMapper json) {
        this.account = account;
        this.remote = remote;
        this.clock = clock;
        this.json = json;
        this.shared = Mono.defer(this::exchange).cacheInvalidateIf(this::isOver);
    }

    Mono<String> token() {
        return shared.map(Token::text);
    }

    /** It does not let us in any more. */
    void forget() {
        forgotten = true;
    }

    private boolean isOver(Token token) {
        return forgotten || !clock.instant().isBefore(token.until());
    }

    private Mono<Token> exchange() {
        forgotten = false;
        String form = GRANT + URLEncoder.encode(account.assertion(clock.instant()), StandardCharsets.UTF_8);
        return remote.post(
                        account.tokenUri(),
                        headers -> headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED),
                        form.getBytes(StandardCharsets.UTF_8))
                .map(this::token);
    }

    private Token token(RemoteAnswer said) {
        JsonNode body = said.isGood() ? json.readTree(said.body()) : json.createObjectNode();
        String text = body.path("access_token").asString("");
        if (text.isEmpty()) {
            throw new NotLetInException(said.status());
        }
        Duration life = Duration.ofSeconds(body.path("expires_in").asLong(0));
        return new Token(text, clock.instant().plus(life).minus(BEFORE_ITS_END));
    }
}
