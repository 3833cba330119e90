package io.vedette.webhooks.delivery;

import io.vedette.webhooks.delivery.WebhookDelivery.Status;
import java.time.Duration;
import java.util.UUID;

/**
 * What follows for a delivery from a try.
 *
 * @param attempts those before it, as {@code tries}: by them the row knows that nobody came in between
 * @param pause until the next, if there is one
 */
record Result(UUID id, int attempts, int tries, Status status, int statusCode, String error, Duration pause) {
    static Result of(Due due, Outcome outcome) {
        Duration pause = WebhookPace.pauseAfter(due.tries());
        Status status = outcome.isDelivered() ? Status.DELIVERED : pause.isZero() ? Status.PARKED : Status.PENDING;
        return new Result(due.id(), due.attempts(), due.tries(), status, outcome.statusCode(), outcome.error(), pause);
    }
}
