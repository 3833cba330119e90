package io.vedette.platform.json;

import org.jspecify.annotations.Nullable;

/** One part of a patch: left as it is, or given a new value, which may be none. */
public record Change<T>(boolean isGiven, @Nullable T value) {
    public static <T> Change<T> none() {
        return new Change<>(false, null);
    }

    public static <T> Change<T> to(@Nullable T value) {
        return new Change<>(true, value);
    }
}
