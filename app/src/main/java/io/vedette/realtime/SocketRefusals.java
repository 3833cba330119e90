package io.vedette.realtime;

import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.Problem;
import io.vedette.platform.json.Schemas;
import io.vedette.platform.operation.Operation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All the ways in which an event may be refused: what its operation declares, and what follows from how it is served. */
final class SocketRefusals {
    /** From the pace, the turns, the access and the pipeline that all events share. */
    private static final List<Problem> ALWAYS = List.of(
            CommonProblem.RATE_LIMITED,
            CommonProblem.OVERLOADED,
            CommonProblem.UNAUTHENTICATED,
            CommonProblem.FORBIDDEN,
            CommonProblem.DATABASE_UNAVAILABLE,
            CommonProblem.INTERNAL_ERROR);

    private SocketRefusals() {}

    static Set<Problem> of(Operation<?, ?> operation) {
        Set<Problem> problems = new TreeSet<>(Comparator.comparing(Problem::code));
        problems.addAll(operation.mayFail());
        problems.addAll(ALWAYS);
        if (operation.takesSomething()) {
            problems.add(CommonProblem.VALIDATION_FAILED);
        }
        if (needsSomething(operation)) {
            problems.add(CommonProblem.MALFORMED_JSON);
        }
        if (operation.idempotent()) {
            problems.add(CommonProblem.INVALID_PARAMETER);
            problems.add(CommonProblem.IDEMPOTENCY_IN_PROGRESS);
            problems.add(CommonProblem.IDEMPOTENCY_KEY_REUSED);
        }
        return problems;
    }

    /** An event without a payload is told so where one is needed. */
    private static boolean needsSomething(Operation<?, ?> operation) {
        return operation.takesSomething()
                && Arrays.stream(operation.input().getRecordComponents()).anyMatch(part -> !Schemas.isNullable(part));
    }
}
