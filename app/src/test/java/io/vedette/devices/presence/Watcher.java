package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.DeviceRooms;
import io.vedette.platform.json.Json;
import io.vedette.testing.DocumentedEvents;
import io.vedette.testing.faults.Peer;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A client that hears of cameras, as if it were linked with them. */
final class Watcher {
    private static final String PRESENCE = "42[\"device:presence\",";
    private static final int LONGEST_WAIT = 20;

    private final Peer peer;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    Watcher(Peer peer, UUID... cameras) {
        this.peer = peer;
        peer.listen(this::take);
        for (UUID camera : cameras) {
            watch(camera);
        }
    }

    private void take(String packet) {
        if (!packet.startsWith("40")) {
            heard.add(packet);
        }
    }

    Watcher watch(UUID camera) {
        peer.say("429[\"room:join\",{\"room\":\"%s\"}]"
                .formatted(DeviceRooms.linkedWith(camera).name()));
        assertThat(next()).startsWith("439[{\"ok\":true");
        return this;
    }

    /** The next that it is told; nothing else may come before. */
    JsonNode hears() {
        String packet = next();
        assertThat(packet).startsWith(PRESENCE);
        String payload = packet.substring(PRESENCE.length(), packet.length() - 1);
        DocumentedEvents.checkPush("device:presence", payload);
        return Json.jsonMapper().readTree(payload);
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
