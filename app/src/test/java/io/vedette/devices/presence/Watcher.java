package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.testing.DocumentedEvents;
import io.vedette.testing.faults.Peer;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A client that hears of the cameras it is linked with. */
final class Watcher {
    private static final String PRESENCE = "42[\"device:presence\",";
    private static final int LONGEST_WAIT = 20;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    Watcher(Peer peer) {
        peer.listen(this::take);
    }

    private void take(String packet) {
        if (!packet.startsWith("40")) {
            heard.add(packet);
        }
    }

    /** The next that it is told; nothing else may come before. */
    JsonNode hears() {
        String packet = next();
        assertThat(packet).startsWith(PRESENCE);
        JsonNode told = Json.jsonMapper().readTree(packet.substring(2));
        DocumentedEvents.checkTold(told);
        return told.path(1);
    }

    JsonNode hears(UUID camera, String presence, String reason) {
        JsonNode told = hears();
        assertThat(told.path("deviceId").asString()).as(told.toString()).isEqualTo(camera.toString());
        assertThat(told.path("presence").asString()).as(told.toString()).isEqualTo(presence);
        assertThat(told.path("reason").asString()).as(told.toString()).isEqualTo(reason);
        return told;
    }

    private String next() {
        try {
            String next = heard.poll(LONGEST_WAIT, TimeUnit.SECONDS);
            assertThat(next).as("what is told").isNotNull();
            return String.valueOf(next);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
