package io.vedette.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.testing.Bodies;
import io.vedette.testing.DocumentedEvents;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who hears of whom: those who are linked, from when they are until they no longer are. */
@ServerTest
class LinkedPresenceTest {
    private static final TestServer SERVER = TestServer.start(Map.of("PRESENCE_GRACE", "200ms"));

    private final Household house = Household.at(SERVER);
    private final Gadget camera = house.camera();
    private final Gadget client = house.client();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Nested
    class The_linked {
        @Test
        void hear_that_a_camera_comes_and_goes() {
            house.link(camera, client).is(201);
            try (Talker watcher = connected(client)) {
                connected(camera).close();
                hears(watcher, camera, "online", "connected");
                hears(watcher, camera, "offline", "client_closed");
            }
        }

        @Test
        void hear_that_a_client_comes() {
            house.link(camera, client).is(201);
            try (Talker watcher = connected(camera)) {
                connected(client).close();
                hears(watcher, client, "online", "connected");
            }
        }

        @Test
        void hear_it_from_a_camera_that_only_beats() {
            house.link(camera, client).is(201);
            try (Talker watcher = connected(client)) {
                camera.beats().is(200);
                hears(watcher, camera, "online", "heartbeat");
            }
        }

        @Test
        void are_so_from_when_the_link_is_made() {
            try (Talker watcher = connected(client)) {
                house.link(camera, client).is(201);
                barrier(watcher);
                camera.beats().is(200);
                hears(watcher, camera, "online", "heartbeat");
            }
        }

        @Test
        void are_told_at_once_that_it_is_disabled_or_its_token_revoked() {
            Gadget other = house.camera();
            house.link(camera, client).is(201);
            house.link(other, client).is(201);
            try (Talker watcher = connected(client)) {
                camera.beats().is(200);
                hears(watcher, camera, "online", "heartbeat");
                other.beats().is(200);
                hears(watcher, other, "online", "heartbeat");
                house.patch(camera, Bodies.object().put("status", "disabled")).is(200);
                hears(watcher, camera, "offline", "disabled");
                house.owner().delete("/devices/" + other.id() + "/token").is(204);
                hears(watcher, other, "offline", "revoked");
            }
        }

        @Test
        void are_told_that_it_was_removed_though_they_no_longer_are() {
            house.link(camera, client).is(201);
            try (Talker watcher = connected(client)) {
                camera.beats().is(200);
                hears(watcher, camera, "online", "heartbeat");
                house.owner().delete("/devices/" + camera.id()).is(204);
                hears(watcher, camera, "offline", "removed");
            }
        }
    }

    @Nested
    class Those_who_are_not {
        @Test
        void hear_nothing() {
            Gadget linked = house.camera();
            house.link(linked, client).is(201);
            try (Talker watcher = connected(client)) {
                camera.beats().is(200);
                linked.beats().is(200);
                hears(watcher, linked, "online", "heartbeat");
            }
        }

        @Test
        void any_longer_hear_nothing_more() {
            Gadget still = house.camera();
            house.link(still, client).is(201);
            String link = house.link(camera, client).is(201).json().path("id").asString();
            try (Talker watcher = connected(client)) {
                house.owner().delete("/device-links/" + link).is(204);
                barrier(watcher);
                camera.beats().is(200);
                still.beats().is(200);
                hears(watcher, still, "online", "heartbeat");
            }
        }
    }

    /** Once this is answered, all that was committed before has been heard here: facts go one after the other. */
    private void barrier(Talker watcher) {
        Gadget another = house.camera();
        house.link(another, client).is(201);
        another.beats().is(200);
        hears(watcher, another, "online", "heartbeat");
    }

    private static void hears(Talker watcher, Gadget of, String presence, String reason) {
        String event = watcher.engine().text();
        assertThat(event).startsWith("42[\"device:presence\",");
        JsonNode whole = Json.jsonMapper().readTree(event.substring(2));
        DocumentedEvents.checkTold(whole);
        JsonNode told = whole.path(1);
        assertThat(told.path("deviceId").asString()).isEqualTo(of.id().toString());
        assertThat(told.path("presence").asString()).isEqualTo(presence);
        assertThat(told.path("reason").asString()).isEqualTo(reason);
        assertThat(told.path("lastSeenAt").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
    }

    private static Talker connected(Gadget device) {
        Talker talker = Talker.arriving(By.WEBSOCKET, SERVER.url());
        talker.connect(device.auth());
        return talker;
    }
}
