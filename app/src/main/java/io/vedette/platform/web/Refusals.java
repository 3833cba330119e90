package io.vedette.platform.web;

import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.Problem;
import io.vedette.platform.operation.CallerKind;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Verb;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All the ways in which a route may say no: what its operation declares, and what follows from how it is declared. */
final class Refusals {
    private static final Comparator<Problem> BY_CODE = Comparator.comparing(Problem::code);

    private Refusals() {}

    static Map<Integer, Set<Problem>> byStatus(RouteGroup group, Route route) {
        Map<Integer, Set<Problem>> byStatus = new TreeMap<>();
        all(group, route)
                .forEach(problem -> byStatus.computeIfAbsent(problem.status(), _ -> new TreeSet<>(BY_CODE))
                        .add(problem));
        return byStatus;
    }

    private static Set<Problem> all(RouteGroup group, Route route) {
        Operation<?, ?> operation = route.operation();
        Set<Problem> problems = new TreeSet<>(BY_CODE);
        problems.addAll(operation.mayFail());
        problems.addAll(List.of(CommonProblem.INTERNAL_ERROR, CommonProblem.DATABASE_UNAVAILABLE));
        addIf(group.limited() || group.gate() != null, problems, CommonProblem.RATE_LIMITED);
        if (group.gate() != null) {
            problems.addAll(group.gate().refusals());
            problems.addAll(route.awaitsBody() ? group.gate().refusalsOfBodies() : Set.of());
        }
        boolean mayBeOff = operation.callers().equals(Set.of(CallerKind.OPERATOR));
        addIf(group.localOnly() || mayBeOff, problems, CommonProblem.NOT_FOUND);
        addIf(!operation.isOpenToAnyone(), problems, CommonProblem.UNAUTHENTICATED, CommonProblem.FORBIDDEN);
        boolean guarded = group.gate() == null && route.changesSomething() && hasAmbientCallers(operation);
        addIf(guarded, problems, CommonProblem.UNTRUSTED_ORIGIN);
        addIf(
                route.awaitsBody(),
                problems,
                CommonProblem.REQUEST_TIMEOUT,
                CommonProblem.MALFORMED_JSON,
                CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                CommonProblem.PAYLOAD_TOO_LARGE,
                CommonProblem.VALIDATION_FAILED);
        addIf(hasParameters(route), problems, CommonProblem.INVALID_PARAMETER);
        addIf(
                operation.idempotent(),
                problems,
                CommonProblem.IDEMPOTENCY_IN_PROGRESS,
                CommonProblem.IDEMPOTENCY_KEY_REUSED);
        return problems;
    }

    private static void addIf(boolean so, Set<Problem> problems, Problem... more) {
        if (so) {
            problems.addAll(List.of(more));
        }
    }

    private static boolean hasAmbientCallers(Operation<?, ?> operation) {
        return operation.callers().contains(CallerKind.USER)
                || operation.callers().contains(CallerKind.OPERATOR);
    }

    private static boolean hasParameters(Route route) {
        Operation<?, ?> operation = route.operation();
        return !route.variables().isEmpty()
                || operation.verb() == Verb.LISTS
                || operation.idempotent()
                || (operation.takesSomething() && !route.awaitsBody());
    }
}
