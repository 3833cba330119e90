package io.vedette.platform.operation;

/** Whether a creating call made the thing or found it there already. */
public sealed interface Made<T> {
    T value();

    record Created<T>(T value) implements Made<T> {}

    record AlreadyThere<T>(T value) implements Made<T> {}
}
