package io.vedette.platform.operation;

import static io.vedette.platform.failure.CommonProblem.DATABASE_UNAVAILABLE;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.UNAUTHENTICATED;

import io.vedette.platform.data.DatabaseFailures;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.failure.Problem;
import io.vedette.platform.json.Json;
import io.vedette.platform.operation.Outcome.Answered;
import io.vedette.platform.operation.Outcome.Failed;
import io.vedette.platform.ops.Ids;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The one way an operation is run, whatever it came over: admit, decode, validate, run, and say how it ended. */
@Component
public final class Operations {
    private static final Logger log = LoggerFactory.getLogger(Operations.class);

    private final Decoder decoder;
    private final Pages pages;
    private final Idempotency idempotency;
    private final JsonMapper json;

    Operations(Decoder decoder, Pages pages, Idempotency idempotency, JsonMapper json) {
        this.decoder = decoder;
        this.pages = pages;
        this.idempotency = idempotency;
        this.json = json;
    }

    /** To be called at the start: what is found out about an input or an answer once, many first calls would wait for. */
    public void prepare(Operation<?, ?> operation) {
        decoder.learn(operation.input());
        Json.learn(json, operation.output());
    }

    /** Never an error: what goes wrong is an outcome too. */
    public <I, O> Mono<Outcome> run(Operation<I, O> operation, Incoming incoming) {
        return Mono.defer(() -> {
                    admit(operation, incoming.caller());
                    String key = incoming.idempotencyKey();
                    Mono<Outcome> work = Mono.defer(() -> perform(operation, incoming));
                    return key == null || !operation.idempotent()
                            ? work
                            : idempotency.once(
                                    key, operation, incoming, work, kept -> completed(operation, incoming, kept));
                })
                .onErrorResume(error -> Mono.just(new Failed(failure(operation, error))));
    }

    private static void admit(Operation<?, ?> operation, Caller caller) {
        if (operation.admits(caller)) {
            return;
        }
        throw caller instanceof Caller.Anonymous
                ? UNAUTHENTICATED.because("Sign in, or send a token")
                : FORBIDDEN.because("These credentials are of the wrong kind for this call");
    }

    private <I> Call<I> call(Operation<I, ?> operation, Incoming incoming) {
        List<FieldError> wrongParameters = new ArrayList<>();
        PageRequest page = pages.read(operation, incoming, wrongParameters);
        I input = decoder.decode(operation.input(), incoming.arguments(), wrongParameters);
        return new Call<>(incoming.caller(), input, page, incoming.sender());
    }

    /** What was kept of an answer lacks its secrets. */
    private <I> Mono<Outcome> completed(Operation<I, ?> operation, Incoming incoming, Outcome kept) {
        Completion<I> completion = operation.completion();
        return completion != null && kept instanceof Answered answered && answered.body() instanceof ObjectNode body
                ? completion
                        .complete(call(operation, incoming), body)
                        .map(whole -> new Answered(answered.status(), told(operation, whole)))
                : Mono.just(kept);
    }

    private static ObjectNode told(Operation<?, ?> operation, ObjectNode whole) {
        return whole.remove(
                operation.partsNotTold().stream().map(RecordComponent::getName).toList());
    }

    private <I, O> Mono<Outcome> perform(Operation<I, O> operation, Incoming incoming) {
        Call<I> call = call(operation, incoming);
        return Mono.defer(() -> operation.handler().apply(call))
                .map(value -> answered(operation, incoming.caller(), value))
                .switchIfEmpty(Mono.defer(() -> done(operation)))
                .onErrorMap(FailureException.class, refused -> declared(operation, refused));
    }

    private <O> Outcome answered(Operation<?, O> operation, Caller caller, O value) {
        return switch (value) {
            case Made.Created<?>(Object made) -> new Answered(201, made);
            case Made.AlreadyThere<?>(Object found) -> new Answered(200, found);
            case Page<?> page -> new Answered(200, pages.write(operation, caller, page));
            case Answer<?> answer -> new Answered(answer.status(), bodyOf(operation, answer), answer.headers());
            default -> new Answered(operation.verb().status(), value);
        };
    }

    private static @Nullable Object bodyOf(Operation<?, ?> operation, Answer<?> answer) {
        if (answer.body() != null || operation.output() == Nothing.class) {
            return answer.body();
        }
        if (operation.nullable()) {
            return NullNode.getInstance();
        }
        throw new IllegalStateException("It promised an answer and gave null");
    }

    private static Mono<Outcome> done(Operation<?, ?> operation) {
        return operation.verb() == Verb.DOES
                ? Mono.just(new Answered(operation.verb().status(), null))
                : Mono.error(new IllegalStateException("It promised an answer and gave none"));
    }

    /** A document that promises less than the server does is a bug, so it is answered as one. */
    private static Throwable declared(Operation<?, ?> operation, FailureException refused) {
        Problem problem = refused.failure().problem();
        boolean known = switch (refused.failure()) {
            // Whoever needs credentials may find that they have just ended.
            case Failure.Refused _ ->
                operation.mayFail().contains(problem) || (problem == UNAUTHENTICATED && !operation.isOpenToAnyone());
            case Failure.Unavailable _ -> operation.mayFail().contains(problem) || problem == DATABASE_UNAVAILABLE;
            case Failure.Invalid _ -> operation.takesSomething();
            case Failure.Limited _, Failure.Broken _ -> true;
        };
        return known ? refused : new IllegalStateException("It does not declare " + problem.code(), refused);
    }

    private static Failure failure(Operation<?, ?> operation, Throwable error) {
        if (DatabaseFailures.translate(error) instanceof FailureException refused) {
            return refused.failure();
        }
        Failure.Broken broken = new Failure.Broken(Ids.forTheLog());
        log.error("Operation {} broke, incident {}", operation.id(), broken.incident(), error);
        return broken;
    }
}
