package io.vedette.platform.operation;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, and where the next one begins. */
public record Page<T>(List<T> items, @Nullable Cursor next) {
    public Page {
        items = List.copyOf(items);
    }

    /** Cuts what was read by {@link PageRequest#rowsToRead()} to the page that was asked for. */
    public static <T> Page<T> of(List<T> read, PageRequest request, Function<T, Cursor> cursor) {
        if (read.size() <= request.limit()) {
            return new Page<>(read, null);
        }
        List<T> items = read.subList(0, request.limit());
        return new Page<>(items, cursor.apply(items.getLast()));
    }
}
