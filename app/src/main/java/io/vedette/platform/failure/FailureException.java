package io.vedette.platform.failure;

/** Carries a {@link Failure} through a reactive chain. It has no stack trace: an answer, not an accident. */
public final class FailureException extends RuntimeException {
    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.toString(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
