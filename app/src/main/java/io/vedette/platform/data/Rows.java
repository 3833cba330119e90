package io.vedette.platform.data;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reads columns that are never null in the table, which the driver's types cannot say. */
public final class Rows {
    private Rows() {}

    public static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
