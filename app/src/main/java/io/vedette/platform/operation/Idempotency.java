package io.vedette.platform.operation;

import static io.vedette.platform.failure.CommonProblem.IDEMPOTENCY_IN_PROGRESS;
import static io.vedette.platform.failure.CommonProblem.IDEMPOTENCY_KEY_REUSED;
import static io.vedette.platform.failure.CommonProblem.INVALID_PARAMETER;
import static io.vedette.platform.failure.CommonProblem.RATE_LIMITED;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import io.r2dbc.spi.R2dbcException;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.json.Fingerprint;
import io.vedette.platform.operation.IdempotencyKeys.UsedKey;
import io.vedette.platform.operation.Outcome.Failed;
import io.vedette.platform.ops.Checkpoints;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lets a call with a key have its effect once: the key and what was answered commit together with the effect. */
@Component
final class Idempotency {
    static final String BEFORE_COMMIT = "idempotency: before commit";
    static final String BEFORE_ANSWER = "idempotency: after commit, before answer";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final IdempotencyKeys keys;
    private final KeptAnswers answers;
    private final Transactions transactions;
    private final JsonMapper json;
    private final Checkpoints checkpoints;
    private final Turnstile turnstile = new Turnstile(PATIENCE);

    Idempotency(
            IdempotencyKeys keys,
            KeptAnswers answers,
            Transactions transactions,
            JsonMapper json,
            Checkpoints checkpoints) {
        this.keys = keys;
        this.answers = answers;
        this.transactions = transactions;
        this.json = json;
        this.checkpoints = checkpoints;
    }

    /** @param completed puts back what is not kept of an answer */
    Mono<Outcome> once(
            String key,
            Operation<?, ?> operation,
            Incoming incoming,
            Mono<Outcome> work,
            Function<Outcome, Mono<Outcome>> completed) {
        UsedKey used = new UsedKey(incoming.caller().key(), operation.id(), checked(key));
        byte[] fingerprint = fingerprint(incoming.arguments());
        Mono<Outcome> decided = keys.claim(used, fingerprint)
                .onErrorMap(Idempotency::isWaitingTooLong, _ -> inProgress())
                .flatMap(first -> first
                        ? performAndKeep(operation, used, work)
                        : replay(operation, used, fingerprint).flatMap(completed));
        return turnstile.one(used, transactions.write(decided)).doOnNext(_ -> checkpoints.reach(BEFORE_ANSWER));
    }

    /** A refusal takes its effects back but keeps its answer; anything worse takes the key back as well. */
    private Mono<Outcome> performAndKeep(Operation<?, ?> operation, UsedKey used, Mono<Outcome> work) {
        return transactions
                .nested(work)
                .onErrorResume(
                        Idempotency::isKept, error -> Mono.just(new Failed(((FailureException) error).failure())))
                .flatMap(outcome -> keys.keep(used, answers.status(outcome), answers.write(operation, outcome))
                        .thenReturn(outcome))
                .doOnNext(_ -> checkpoints.reach(BEFORE_COMMIT));
    }

    private Mono<Outcome> replay(Operation<?, ?> operation, UsedKey used, byte[] fingerprint) {
        return keys.find(used, fingerprint).map(kept -> {
            if (!kept.sameBody()) {
                throw IDEMPOTENCY_KEY_REUSED.because("The first call with this key had another body");
            }
            return answers.read(operation, kept);
        });
    }

    private byte[] fingerprint(Arguments arguments) {
        ObjectNode all = json.createObjectNode();
        all.set("path", json.valueToTree(arguments.path()));
        all.set("body", arguments.body() == null ? json.createObjectNode() : arguments.body());
        return Fingerprint.of(all);
    }

    private static String checked(String key) {
        if (key.matches("[!-~]{1,200}")) {
            return key;
        }
        FieldError error = new FieldError("Idempotency-Key", "must be 1 to 200 visible ASCII characters");
        throw new FailureException(new Failure.Invalid(INVALID_PARAMETER, List.of(error)));
    }

    private static boolean isKept(Throwable error) {
        return error instanceof FailureException refused
                && switch (refused.failure()) {
                    case Failure.Refused answer ->
                        answer.problem().status() < 500
                                && answer.problem().status() != UNAUTHENTICATED.status()
                                && answer.problem().status() != RATE_LIMITED.status();
                    case Failure.Invalid _ -> true;
                    case Failure.Limited _, Failure.Unavailable _, Failure.Broken _ -> false;
                };
    }

    private static boolean isWaitingTooLong(Throwable error) {
        return error.getCause() instanceof R2dbcException cause && LOCK_NOT_AVAILABLE.equals(cause.getSqlState());
    }

    private static FailureException inProgress() {
        return IDEMPOTENCY_IN_PROGRESS.because("Try again when the first call has ended");
    }
}
