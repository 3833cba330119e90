package io.vedette.platform.operation;

import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for. */
public record PageRequest(int limit, @Nullable Cursor after) {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    /** One row more than is given tells whether there is a next page. */
    public int rowsToRead() {
        return limit + 1;
    }
}
