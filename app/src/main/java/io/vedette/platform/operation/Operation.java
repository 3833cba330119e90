package io.vedette.platform.operation;

import io.vedette.platform.failure.Problem;
import io.vedette.platform.json.NotTold;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        boolean nullable,
        boolean idempotent,
        @Nullable Completion<I> completion,
        Function<Call<I>, Mono<O>> handler) {

    public Operation {
        callers = Set.copyOf(callers);
        statuses = List.copyOf(statuses);
        mayFail = Set.copyOf(mayFail);
        if (callers.isEmpty()) {
            throw new IllegalStateException("Operation %s does not say who may call it".formatted(id));
        }
        if (idempotent && completion == null && !partsNotKept(output).isEmpty()) {
            throw new IllegalStateException("Operation %s does not say how its secret is made anew".formatted(id));
        }
    }

    public static OperationDraft<Nothing, Nothing> operation(String id, String summary) {
        return new OperationDraft<>(id, summary);
    }

    public boolean takesSomething() {
        return input != Nothing.class;
    }

    /** Whether a part of its input may stand in a body or in the query. */
    public boolean takesQueryToo() {
        return takesSomething()
                && Arrays.stream(input.getRecordComponents())
                        .anyMatch(part -> part.isAnnotationPresent(InQueryToo.class));
    }

    public boolean isOpenToAnyone() {
        return callers.contains(CallerKind.ANYONE);
    }

    List<String> partsNotKept() {
        return partsNotKept(output);
    }

    List<RecordComponent> partsNotTold() {
        return partsWith(NotTold.class, output).toList();
    }

    private static List<String> partsNotKept(Class<?> output) {
        return partsWith(NotKept.class, output).map(RecordComponent::getName).toList();
    }

    private static Stream<RecordComponent> partsWith(Class<? extends Annotation> mark, Class<?> output) {
        return Stream.ofNullable(output.getRecordComponents())
                .flatMap(Arrays::stream)
                .filter(part -> part.isAnnotationPresent(mark));
    }

    boolean admits(Caller caller) {
        return isOpenToAnyone() || callers.contains(caller.kind());
    }
}
