package io.vedette.platform.ops;

import org.jspecify.annotations.Nullable;

/** How one thing is, with a few words for the operator when it isn't well. */
public record Health(Status status, @Nullable String detail) {
    public static final Health OK = new Health(Status.OK, null);

    public static Health down(String detail) {
        return new Health(Status.DOWN, detail);
    }

    /** From well to not working at all. */
    public enum Status {
        OK,
        DEGRADED,
        DOWN
    }
}
