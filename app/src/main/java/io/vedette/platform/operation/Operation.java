package io.vedette.platform.operation;

import io.vedette.platform.failure.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * One thing a caller can do, declared once. Routing, access, decoding, validation, documents and errors all read this
 * value, so that none of them can say something else.
 */
public record Operation<I, O>(
        String id,
        String summary,
        Set<CallerKind> callers,
        Class<I> input,
        Verb verb,
        Class<?> output,
        List<Integer> statuses,
        Set<Problem> mayFail,
        boolean idempotent,
        Function<Call<I>, Mono<O>> handler) {

    public Operation {
        callers = Set.copyOf(callers);
        statuses = List.copyOf(statuses);
        mayFail = Set.copyOf(mayFail);
        if (callers.isEmpty()) {
            throw new IllegalStateException("Operation %s does not say who may call it".formatted(id));
        }
    }

    public static OperationDraft<Nothing, Nothing> operation(String id, String summary) {
        return new OperationDraft<>(id, summary);
    }

    public boolean takesSomething() {
        return input != Nothing.class;
    }

    public boolean isOpenToAnyone() {
        return callers.contains(CallerKind.ANYONE);
    }

    boolean admits(Caller caller) {
        return isOpenToAnyone() || callers.contains(caller.kind());
    }
}
