package io.vedette.notifications.mail;

import io.vedette.notifications.mail.Answer.Unsure;
import io.vedette.platform.remote.Bounds;
import io.vedette.platform.remote.Remote;
import io.vedette.platform.remote.RemoteTrouble;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Sends mails by Resend's API, one call each. */
final class Resend implements Carrier, AutoCloseable {
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int CONNECTIONS = 2;

    private final URI emails;
    private final String apiKey;
    private final String account;
    private final Duration gap;
    private final ResendAnswers answers;
    private final Remote remote;

    Resend(MailSettings settings, String apiKey, String account, ResendAnswers answers, Remote remote) {
        this.emails = URI.create(settings.baseUrl().toString().replaceAll("/+$", "") + "/emails");
        this.apiKey = apiKey;
        this.account = account;
        this.gap = Duration.ofSeconds(1).dividedBy(settings.ratePerSecond());
        this.answers = answers;
        this.remote = remote;
    }

    static Bounds bounds(MailPace pace) {
        return new Bounds("resend", CONNECTIONS, CONNECTIONS, pace.connecting(), pace.answering(), LONGEST_ANSWER);
    }

    @Override
    public Mono<Answer> deliver(Letter letter) {
        return remote.post(
                        emails,
                        headers -> describe(headers, letter),
                        letter.body().getBytes(StandardCharsets.UTF_8))
                .map(answers::read)
                .onErrorResume(error -> Mono.just(Answer.of(new Unsure(RemoteTrouble.nameOf(error), true))));
    }

    private void describe(HttpHeaders headers, Letter letter) {
        headers.setBearerAuth(apiKey);
        headers.set("Idempotency-Key", letter.idempotencyKey());
        headers.setContentType(MediaType.APPLICATION_JSON);
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public Duration gap() {
        return gap;
    }

    @Override
    public void close() {
        remote.close();
    }
}
