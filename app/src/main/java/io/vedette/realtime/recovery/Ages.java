package io.vedette.realtime.recovery;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Things of many accounts, in the order in which they came. */
final class Ages<T> {
    private final Set<T> all = new LinkedHashSet<>();

    synchronized void add(T newest) {
        all.add(newest);
    }

    synchronized void remove(T one) {
        all.remove(one);
    }

    synchronized @Nullable T oldest() {
        return all.isEmpty() ? null : all.iterator().next();
    }

    synchronized int size() {
        return all.size();
    }
}
