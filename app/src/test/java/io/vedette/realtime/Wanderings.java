package io.vedette.realtime;

import io.vedette.devices.DeviceRooms;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestServer;
import io.vedette.testing.chat.Tidings;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.Wanderer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** A household with a camera and a phone which is linked with it, and comes and goes. */
abstract class Wanderings {
    static final TestServer SERVER = TestServer.running();

    final Household house = Household.fresh();
    final Gadget camera = house.camera();
    final Gadget phone = house.client();
    final String link = house.link(camera, phone).is(201).json().path("id").asString();
    final Tidings tidings = new Tidings(SERVER, house.userId(), Audience.in(DeviceRooms.linkedWith(camera.id())));
    final List<Wanderer> wanderers = new ArrayList<>();

    Wanderer wanderer(By by, Gadget gadget) {
        Wanderer wanderer = new Wanderer(by, SERVER.url(), gadget.token());
        wanderers.add(wanderer);
        return wanderer;
    }

    Wanderer wanderer(By by) {
        return wanderer(by, phone);
    }

    @AfterEach
    void close() {
        wanderers.forEach(Wanderer::close);
    }

    static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
