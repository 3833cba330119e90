package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.DeviceRooms;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.ServerTest;
import io.vedette.testing.chat.Tidings;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.Wanderer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may no longer, or may only since a moment ago, is not told what was missed. */
@ServerTest
class RecoveryRightsTest extends Wanderings {
    private Wanderer away() {
        Wanderer wanderer = wanderer(By.WEBSOCKET).connects();
        wanderer.isCut();
        return wanderer;
    }

    private Wanderer again(Wanderer wanderer, String token) {
        Wanderer again = wanderer(By.WEBSOCKET, new Gadget(SERVER.url(), phone.id(), token));
        again.connects(again.auth().put("pid", wanderer.pid()));
        assertThat(again.pid()).isNotEqualTo(wanderer.pid());
        return again;
    }

    @Test
    void a_rotated_token_continues_nothing() {
        Wanderer wanderer = away();
        tidings.tell(1);
        String token = house.owner()
                .post("/devices/%s/token".formatted(phone.id()), "")
                .is(201)
                .json()
                .path("deviceToken")
                .asString();
        Wanderer again = again(wanderer, token);
        tidings.tell(2);
        assertThat(again.hears()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nor_does_a_device_that_was_disabled_meanwhile(boolean connected) {
        Wanderer wanderer = connected ? wanderer(By.WEBSOCKET).connects() : away();
        house.patch(phone, Bodies.object().put("status", "disabled")).is(200);
        if (connected) {
            wanderer.talker().engine().awaitEnd();
        }
        house.patch(phone, Bodies.object().put("status", "active")).is(200);
        again(wanderer, phone.token());
    }

    @Test
    void nor_one_whose_token_was_revoked() {
        Wanderer wanderer = away();
        house.owner().delete("/devices/%s/token".formatted(phone.id())).is(204);
        Talker refused = Talker.arriving(By.WEBSOCKET, SERVER.url());
        refused.tell("40" + wanderer.auth().put("pid", wanderer.pid()));
        assertThat(refused.engine().text()).contains("unauthorized");
        refused.close();
    }

    @Test
    void who_is_no_longer_linked_is_told_nothing_of_what_it_missed() {
        Wanderer wanderer = away();
        tidings.tell(1);
        house.owner().delete("/device-links/" + link).is(204);
        tidings.tell(2);
        Gadget other = house.camera();
        house.link(other, phone).is(201);
        wanderer.connects();
        assertThat(wanderer.isRecovered()).isTrue();
        new Tidings(SERVER, house.userId(), Audience.in(DeviceRooms.linkedWith(other.id()))).tell(3);
        assertThat(wanderer.hears()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_is_linked_again_is_told_what_came_after_that(boolean byPass) {
        Wanderer wanderer = wanderer(By.WEBSOCKET).asks();
        wanderer.hearsThatItIsRecovered();
        wanderer.isCut();
        tidings.tellNow(1);
        house.owner().delete("/device-links/" + link).is(204);
        tidings.tellNow(2);
        house.link(camera, phone).is(201);
        tidings.tellNow(3);
        if (byPass) {
            wanderer.connects();
        } else {
            wanderer.asks();
        }
        assertThat(wanderer.hears()).isEqualTo(3);
    }

    @Test
    void what_names_its_receivers_is_told_to_them_whatever_they_are_linked_with() {
        Wanderer wanderer = away();
        Gadget other = house.client();
        Wanderer stranger = wanderer(By.WEBSOCKET, other).connects();
        stranger.isCut();
        house.owner().delete("/device-links/" + link).is(204);
        new Tidings(SERVER, house.userId(), Audience.devices(List.of(phone.id()))).tell(1);
        new Tidings(SERVER, house.userId(), Audience.devices(List.of(phone.id(), other.id()))).tell(2);
        assertThat(wanderer.connects().hears(2)).isEqualTo(numbers(1, 2));
        assertThat(stranger.connects().hears()).isEqualTo(2);
    }

    @Test
    void devices_of_others_are_told_nothing_even_in_the_same_room() {
        Wanderer wanderer = wanderer(By.WEBSOCKET).connects();
        new Tidings(SERVER, UUID.randomUUID().toString(), Audience.in(DeviceRooms.linkedWith(camera.id()))).tell(1);
        tidings.tell(2);
        assertThat(wanderer.hears()).isEqualTo(2);
    }
}
