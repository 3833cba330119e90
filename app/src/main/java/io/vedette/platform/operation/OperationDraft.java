package io.vedette.platform.operation;

import io.vedette.platform.failure.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** An {@link Operation} while it is being declared; {@link #by} ends the sentence. */
public final class OperationDraft<I, O> {
    private final String id;
    private final String summary;
    private Set<CallerKind> callers = Set.of();
    private Class<?> input = Nothing.class;
    private Verb verb = Verb.DOES;
    private Class<?> output = Nothing.class;
    private List<Integer> statuses = List.of(Verb.DOES.status());
    private Set<Problem> mayFail = Set.of();
    private boolean nullable;
    private boolean idempotent;
    private @Nullable Completion<?> completion;

    OperationDraft(String id, String summary) {
        this.id = id;
        this.summary = summary;
    }

    public OperationDraft<I, O> callers(CallerKind... callers) {
        this.callers = Set.of(callers);
        return this;
    }

    public <T extends Record> OperationDraft<T, O> takes(Class<T> input) {
        this.input = input;
        return retyped();
    }

    public <T> OperationDraft<I, T> gives(Class<T> output) {
        return ending(Verb.GIVES, output, 200);
    }

    /** Gives a body under one of several statuses, such as a health report. */
    public <T> OperationDraft<I, Answer<T>> answers(Class<T> output, int... statuses) {
        return ending(Verb.GIVES, output, statuses);
    }

    /** The answer may be {@code null}, which says something here. */
    public OperationDraft<I, O> orNull() {
        this.nullable = true;
        return this;
    }

    /** 201, or 200 when it was there already. */
    public <T> OperationDraft<I, Made<T>> makes(Class<T> output) {
        return ending(Verb.MAKES, output, 201, 200);
    }

    /** 202: what it gives is under way. */
    public <T> OperationDraft<I, T> begins(Class<T> output) {
        return ending(Verb.BEGINS, output, Verb.BEGINS.status());
    }

    public <T> OperationDraft<I, Page<T>> lists(Class<T> item) {
        return ending(Verb.LISTS, item, 200);
    }

    public OperationDraft<I, Void> does() {
        return ending(Verb.DOES, Nothing.class, 204);
    }

    public OperationDraft<I, O> mayFail(Problem... problems) {
        this.mayFail = Set.of(problems);
        return this;
    }

    /** Honours an idempotency key: the effect happens once, and its answer is given again. */
    public OperationDraft<I, O> idempotent() {
        this.idempotent = true;
        return this;
    }

    /** The same for an answer with a secret in it, which is kept without. */
    public OperationDraft<I, O> idempotent(Completion<I> completion) {
        this.completion = completion;
        return idempotent();
    }

    @SuppressWarnings("unchecked") // takes() has set I and the input's class together
    public Operation<I, O> by(Function<Call<I>, Mono<O>> handler) {
        return new Operation<>(
                id,
                summary,
                callers,
                (Class<I>) input,
                verb,
                output,
                statuses,
                mayFail,
                nullable,
                idempotent,
                (Completion<I>) completion,
                handler);
    }

    private <T> OperationDraft<I, T> ending(Verb verb, Class<?> output, int... statuses) {
        this.verb = verb;
        this.output = output;
        this.statuses = IntStream.of(statuses).boxed().collect(Collectors.toUnmodifiableList());
        return retyped();
    }

    @SuppressWarnings("unchecked") // only the compiler's view changes: the draft is one and the same
    private <A, B> OperationDraft<A, B> retyped() {
        return (OperationDraft<A, B>) this;
    }
}
