package io.vedette.commands;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is to be done and for how long that makes sense, whichever camera does it. */
public record Order(String commandType, ObjectNode payload, Duration life) {
    static final String TYPE = "[a-z][a-z0-9_.-]{0,63}";
    static final int LONGEST_LIFE = 86_400;

    private static final int USUAL_LIFE = 300;

    public static Order of(String commandType, @Nullable ObjectNode payload, @Nullable Integer ttlSeconds) {
        return new Order(
                commandType,
                payload == null ? JsonNodeFactory.instance.objectNode() : payload,
                Duration.ofSeconds(ttlSeconds == null ? USUAL_LIFE : ttlSeconds));
    }
}
