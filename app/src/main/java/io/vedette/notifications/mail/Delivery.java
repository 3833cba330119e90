package io.vedette.notifications.mail;

import io.vedette.notifications.mail.Answer.Closed;
import io.vedette.notifications.mail.Answer.NotNow;
import io.vedette.notifications.mail.Answer.Refused;
import io.vedette.notifications.mail.Answer.Taken;
import io.vedette.notifications.mail.Answer.TakenBefore;
import io.vedette.notifications.mail.Answer.Unsure;
import io.vedette.notifications.mail.MailTable.Claimed;
import io.vedette.platform.json.Json;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One try to send one mail, and what follows from how it ended. */
@Component
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final MailTable table;
    private final Carrier carrier;
    private final MailCircuit circuit;
    private final MailAlerts alerts;
    private final MailMeters meters;
    private final MailPace pace;
    private final Clock clock;

    Delivery(
            MailTable table,
            Carrier carrier,
            MailCircuit circuit,
            MailAlerts alerts,
            MailMeters meters,
            MailPace pace,
            Clock clock) {
        this.table = table;
        this.carrier = carrier;
        this.circuit = circuit;
        this.alerts = alerts;
        this.meters = meters;
        this.pace = pace;
        this.clock = clock;
    }

    Mono<Void> of(Claimed mail) {
        Instant before = mail.attemptedBefore();
        if (before != null && clock.instant().isAfter(before.plus(pace.lastRetry()))) {
            return failed(mail, "expired");
        }
        Letter letter = mail.letter();
        if (letter == null) {
            alerts.raise("unopenable", "BETTER_AUTH_SECRET is not the one that waiting mails were locked with");
            return failed(mail, "unopenable");
        }
        return deliver(mail, letter);
    }

    private Mono<Void> deliver(Claimed mail, Letter letter) {
        return carrier.deliver(letter)
                .flatMap(answer -> settle(mail, answer)
                        .then(answer.rest().isPositive() ? table.rest(answer.rest()) : Mono.empty()));
    }

    private Mono<Void> settle(Claimed mail, Answer answer) {
        boolean outage = answer.verdict() instanceof Unsure unsure && unsure.outage();
        if (outage) {
            circuit.failed(answer.verdict().problem());
        } else {
            circuit.answered();
        }
        return switch (answer.verdict()) {
            case Taken taken -> taken(mail, taken.providerId());
            case TakenBefore taken -> takenBefore(mail, taken.problem());
            case Refused refused -> refused(mail, refused);
            case NotNow notNow ->
                table.rest(notNow.pause())
                        .then(postpone(
                                mail, notNow.problem(), clock.instant().plus(notNow.pause()), mail.attemptedBefore()));
            case Closed closed -> closed(mail, closed);
            case Unsure unsure ->
                postpone(
                        mail,
                        unsure.problem(),
                        clock.instant().plus(pace.backoff(mail.attempts())),
                        mail.firstAttemptAt());
        };
    }

    private Mono<Void> taken(Claimed mail, @Nullable String providerId) {
        alerts.over();
        meters.sent();
        LOG.info("Mail {} ({}) was taken, as {}", mail.id(), mail.template(), providerId);
        return table.sent(mail.id(), providerId, null);
    }

    private Mono<Void> takenBefore(Claimed mail, String problem) {
        alerts.raise(problem, "a mail was sent before in other words, so one key was used twice");
        meters.sent();
        LOG.info("Mail {} ({}) had been taken before: {}", mail.id(), mail.template(), problem);
        return table.sent(mail.id(), null, problem);
    }

    private Mono<Void> refused(Claimed mail, Refused refused) {
        if (refused.alert()) {
            alerts.raise(refused.problem(), "the provider refuses mails for good");
        }
        return failed(mail, refused.problem());
    }

    /** First the pause, then the mail: if this node dies in between, the lease keeps the mail. */
    private Mono<Void> closed(Claimed mail, Closed closed) {
        alerts.raise(closed.problem(), "nothing is sent until " + Json.time(closed.until()));
        meters.paused(closed.problem());
        return table.pause(carrier.account(), closed.until(), closed.problem())
                .then(
                        closed.refused()
                                ? failed(mail, closed.problem())
                                : postpone(mail, closed.problem(), closed.until(), mail.attemptedBefore()));
    }

    private Mono<Void> failed(Claimed mail, String problem) {
        meters.failed(problem);
        LOG.info("Mail {} ({}) is given up: {}", mail.id(), mail.template(), problem);
        return table.failed(mail.id(), problem);
    }

    private Mono<Void> postpone(Claimed mail, String problem, Instant until, @Nullable Instant firstAttemptAt) {
        meters.postponed(problem);
        LOG.info("Mail {} ({}) is tried again later: {}", mail.id(), mail.template(), problem);
        return table.postpone(mail, until, problem, firstAttemptAt);
    }
}
