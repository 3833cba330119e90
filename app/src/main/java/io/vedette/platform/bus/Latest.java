package io.vedette.platform.bus;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the last fact of each of many keys: one that comes again after a later one must not undo that. */
public final class Latest {
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Long> ids = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /** False for one that came before, or before which a later one came. */
    public synchronized boolean isNew(Envelope<?> envelope) {
        String key = envelope.fact().key();
        boolean isNew = envelope.id() > ids.getOrDefault(key, 0L);
        if (isNew) {
            ids.put(key, envelope.id());
        }
        return isNew;
    }
}
