package io.vedette.notifications.mail;

import io.vedette.notifications.mail.Answer.Taken;
import io.vedette.notifications.mail.RequestBodies.RequestBody;
import io.vedette.platform.web.WebSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the latest mails in memory for who develops, while there is no key to send them with. */
@Component
final class DevelopmentMailbox implements Carrier {
    static final String PATH = "/dev/mailbox";
    static final int CAPACITY = 100;

    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentMailbox.class);

    /** What a mail client would show. */
    record ReceivedMail(
            UUID id, String template, String to, String subject, String text, String html, Instant createdAt) {
        @Override
        public String toString() {
            return "ReceivedMail[id=%s, template=%s]".formatted(id, template);
        }
    }

    private final Deque<ReceivedMail> mails = new ConcurrentLinkedDeque<>();
    private final RequestBodies bodies;
    private final String place;

    DevelopmentMailbox(RequestBodies bodies, WebSettings web) {
        this.bodies = bodies;
        this.place = web.isLocal()
                ? "lies in the development mailbox: " + web.baseUrl() + PATH
                : "is not sent, as RESEND_API_KEY is not set";
    }

    @Override
    public Mono<Answer> deliver(Letter letter) {
        return Mono.fromSupplier(() -> {
            mails.removeIf(earlier -> earlier.id().equals(letter.id()));
            mails.addFirst(received(letter));
            while (mails.size() > CAPACITY) {
                mails.removeLast();
            }
            LOG.info("Mail {} ({}) {}", letter.id(), letter.template(), place);
            return Answer.of(new Taken(null));
        });
    }

    @Override
    public String account() {
        return "development";
    }

    @Override
    public Duration gap() {
        return Duration.ZERO;
    }

    /** The newest first. */
    List<ReceivedMail> mails() {
        return List.copyOf(mails);
    }

    private ReceivedMail received(Letter letter) {
        RequestBody body = bodies.read(letter.body());
        return new ReceivedMail(
                letter.id(),
                letter.template(),
                String.join(", ", body.to()),
                body.subject(),
                body.text(),
                body.html(),
                letter.createdAt());
    }
}
