package io.vedette.webhooks.delivery;

import io.vedette.platform.remote.Bounds;
import io.vedette.platform.remote.Reach;
import io.vedette.platform.remote.Remote;
import io.vedette.platform.remote.RemoteTrouble;
import io.vedette.platform.remote.Remotes;
import io.vedette.webhooks.WebhookSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Calls the servers that people have named: each of them is somebody else's, and may be anything. */
@Component
final class WebhookEndpoints implements DisposableBean {
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int LINES = 2;

    private final Remote remote;
    private final Clock clock;

    WebhookEndpoints(Remotes remotes, WebhookSettings settings, WebhookPace pace, Clock clock) {
        int atOnce = LINES * (pace.atOnce() + pace.failing());
        this.remote = remotes.open(
                new Bounds("webhooks", atOnce, atOnce, pace.connecting(), pace.answering(), LONGEST_ANSWER),
                settings.allowPrivate() ? Reach.ANYWHERE : Reach.PUBLIC_ONLY);
        this.clock = clock;
    }

    /** Never fails: what goes wrong is an outcome too. */
    Mono<Outcome> send(Held held, Due due) {
        Keyring keys = held.keys();
        return keys == null
                ? Mono.just(Outcome.failed("secret_lost"))
                : Mono.defer(() -> post(URI.create(held.url()), keys, due))
                        .onErrorResume(error -> Mono.just(Outcome.failed(RemoteTrouble.nameOf(error))));
    }

    private Mono<Outcome> post(URI url, Keyring keys, Due due) {
        Instant now = clock.instant();
        String id = due.id().toString();
        byte[] body = due.body().getBytes(StandardCharsets.UTF_8);
        String signature = Signature.of(keys.signing(now), id, now.getEpochSecond(), body);
        return remote.post(url, headers -> describe(headers, id, now, signature), body)
                .map(answer -> Outcome.answered(answer.status()));
    }

    private static void describe(HttpHeaders headers, String id, Instant now, String signature) {
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("webhook-id", id);
        headers.set("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.set("webhook-signature", signature);
    }

    @Override
    public void destroy() {
        remote.close();
    }
}
