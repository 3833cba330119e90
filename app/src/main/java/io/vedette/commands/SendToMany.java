package io.vedette.commands;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What several cameras are to do; who is named twice is told once. */
record SendToMany(
        @Size(min = 1, max = 1000) List<UUID> targetDeviceIds,
        @Pattern(regexp = Order.TYPE) String commandType,
        @Nullable ObjectNode payload,
        @Min(1) @Max(Order.LONGEST_LIFE) @Nullable Integer ttlSeconds,
        @Nullable UUID sourceDeviceId) {
    Order order() {
        return Order.of(commandType, payload, ttlSeconds);
    }
}
