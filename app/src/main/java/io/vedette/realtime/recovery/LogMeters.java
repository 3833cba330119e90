package io.vedette.realtime.recovery;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much is remembered, and why no more. */
final class LogMeters {
    private final AtomicInteger entries = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger passes = new AtomicInteger();
    private final Map<Trimmed, Counter> trimmed = new EnumMap<>(Trimmed.class);

    /** What there was no room for any more: time, entries or bytes of the account, bytes of the node. */
    enum Trimmed {
        TIME,
        COUNT,
        BYTES,
        NODE
    }

    LogMeters(MeterRegistry registry, Map<?, ?> accounts, Cache<?, ?> told) {
        Gauge.builder("vedette.recovery.entries", entries, AtomicInteger::get).register(registry);
        Gauge.builder("vedette.recovery.bytes", bytes, AtomicLong::get).register(registry);
        Gauge.builder("vedette.recovery.passes", passes, AtomicInteger::get).register(registry);
        Gauge.builder("vedette.recovery.accounts", accounts, Map::size).register(registry);
        Gauge.builder("vedette.recovery.facts", told, Cache::estimatedSize).register(registry);
        for (Trimmed why : Trimmed.values()) {
            trimmed.put(
                    why,
                    registry.counter(
                            "vedette.recovery.trimmed", "reason", why.name().toLowerCase(Locale.ROOT)));
        }
    }

    void added(int size) {
        entries.incrementAndGet();
        bytes.addAndGet(size);
    }

    void removed(int size, Trimmed why) {
        entries.decrementAndGet();
        bytes.addAndGet(-size);
        Objects.requireNonNull(trimmed.get(why)).increment();
    }

    void passes(int change) {
        passes.addAndGet(change);
    }

    long bytes() {
        return bytes.get();
    }
}
