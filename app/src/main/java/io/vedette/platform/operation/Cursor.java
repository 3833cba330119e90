package io.vedette.platform.operation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The place in a list after which the next page begins: the sort key of the last row that was given. */
public record Cursor(List<String> key) {
    public Cursor {
        key = List.copyOf(key);
    }

    public static Cursor after(Object... key) {
        return new Cursor(Arrays.stream(key).map(Object::toString).toList());
    }

    public Instant instant(int index) {
        return Instant.parse(key.get(index));
    }

    public UUID uuid(int index) {
        return UUID.fromString(key.get(index));
    }

    public String text(int index) {
        return key.get(index);
    }
}
