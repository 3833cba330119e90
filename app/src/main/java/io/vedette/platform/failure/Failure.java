package io.vedette.platform.failure;

import java.time.Duration;
import java.util.List;

/** Every way in which an operation may fail to give its answer. */
public sealed interface Failure {
    Problem problem();

    /** What to tell the caller beyond the problem's title. */
    String detail();

    /** A rule said no. */
    record Refused(Problem problem, String detail) implements Failure {}

    /** What was sent is not well formed; all that is wrong at once. */
    record Invalid(Problem problem, List<FieldError> errors) implements Failure {
        public Invalid {
            errors = List.copyOf(errors);
        }

        @Override
        public String detail() {
            return errors.size() == 1 ? "One value is not valid" : errors.size() + " values are not valid";
        }
    }

    /** Too many calls; the caller may come back when the limit has room again. */
    record Limited(long limit, long remaining, Duration retryAfter) implements Failure {
        @Override
        public Problem problem() {
            return CommonProblem.RATE_LIMITED;
        }

        @Override
        public String detail() {
            return "More than %d calls in the time allowed for them".formatted(limit);
        }
    }

    /** Something we need is away or full; it may work again soon. */
    record Unavailable(Problem problem, Duration retryAfter) implements Failure {
        @Override
        public String detail() {
            return "Try again soon";
        }
    }

    /** A bug or an accident of ours; the incident is what the log line carries. */
    record Broken(String incident) implements Failure {
        @Override
        public Problem problem() {
            return CommonProblem.INTERNAL_ERROR;
        }

        @Override
        public String detail() {
            return "It is noted as incident " + incident;
        }
    }
}
