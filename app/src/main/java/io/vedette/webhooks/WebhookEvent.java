package io.vedette.webhooks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Stream;

/** What a webhook may be told of. */
public enum WebhookEvent {
    MOTION_DETECTED,
    MOTION_ENDED,
    DEVICE_PRESENCE,
    COMMAND_STATUS,
    STREAM_REQUESTED,
    STREAM_STARTED,
    STREAM_ENDED,
    VIDEO_UPLOADED,
    /** All of them, also those that are yet to come. */
    ALL;

    static WebhookEvent of(String name) {
        return Stream.of(values())
                .filter(event -> event.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no event " + name));
    }

    /** As it is said on the wire and stored. */
    @JsonValue
    @Override
    public String toString() {
        return this == ALL ? "*" : name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
