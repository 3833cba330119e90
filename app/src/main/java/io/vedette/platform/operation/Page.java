package io.vedette.platform.operation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, and where the next one begins. */
public record Page<T>(List<T> items, @Nullable Cursor next) implements Many {
    public Page {
        items = List.copyOf(items);
    }

    @Override
    public String listName() {
        return "items";
    }

    @Override
    public Map<String, ?> rest() {
        return Collections.singletonMap("next", next);
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
