package io.vedette.testing.faults;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import org.springframework.stereotype.Component;

/** What Netty's buffers take beside the heap: the JDK's own count of that doesn't see them. */
@Component
final class DirectMemory {
    static final String NAME = "testing_direct_memory_bytes";

    private final ByteBufAllocatorMetricProvider buffers = (ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT;

    DirectMemory(MeterRegistry metrics) {
        Gauge.builder(NAME, buffers, provider -> provider.metric().usedDirectMemory())
                .register(metrics);
    }
}
