package io.vedette.platform.ops;

/** The time that only goes forward, for deadlines and durations: nobody can set it, and it means nothing elsewhere. */
public final class Ticks {
    private Ticks() {}

    public static long nanos() {
        return System.nanoTime();
    }
}
