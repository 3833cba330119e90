package io.vedette.commands;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a camera is to do; a person says which of their clients it comes from. */
record SendCommand(
        UUID targetDeviceId,
        @Pattern(regexp = Order.TYPE) String commandType,
        @Nullable ObjectNode payload,
        @Min(1) @Max(Order.LONGEST_LIFE) @Nullable Integer ttlSeconds,
        @Nullable UUID sourceDeviceId) {
    Order order() {
        return Order.of(commandType, payload, ttlSeconds);
    }
}
