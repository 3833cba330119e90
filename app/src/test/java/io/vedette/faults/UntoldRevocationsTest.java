package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.DeviceEnabled;
import io.vedette.platform.bus.Bus;
import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Bugs;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** While the bus is unwell, rights end in time even though nobody tells this node. */
@Alone
class UntoldRevocationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A round each second, and a while for what it does. */
    private static final Duration MOST = Duration.ofSeconds(2);

    private static final TestServer SERVER =
            TestServer.start(Map.of("RATE_LIMIT_ENABLED", "false", "PRESENCE_GRACE", "1m"));
    private static final DeviceRows ROWS = new DeviceRows(SERVER.database());
    private static final Swarm SWARM = new Swarm(SERVER.url());

    private final Household house = Household.at(SERVER);

    @BeforeAll
    static void makeTheBusUnwell() {
        Bus bus = SERVER.bean(Bus.class);
        assertThat(bus.isWell()).isTrue();
        bus.subscribe(
                DeviceEnabled.class, "failing", _ -> Mono.error(new IllegalStateException("As the test wants it")));
        Household house = Household.at(SERVER);
        disableAndEnable(house, house.camera());
        Await.until("the bus is unwell", PATIENCE, () -> !bus.isWell());
    }

    @AfterAll
    static void stop() {
        SWARM.close();
        SERVER.close();
        Bugs.take();
    }

    private static void disableAndEnable(Household house, Gadget device) {
        house.patch(device, Bodies.object().put("status", "disabled")).is(200);
        house.patch(device, Bodies.object().put("status", "active")).is(200);
    }

    @Test
    void are_found_in_the_database() {
        WatchedCamera camera = WatchedCamera.of(house, SWARM, 5);
        List<Viewer> viewers = camera.viewers();
        camera.speak();
        camera.goesOnFor(20);
        ROWS.write(idOf(viewers.get(0)), "token_version = token_version + 1");
        ROWS.write(idOf(viewers.get(1)), "status = 'disabled'");
        ROWS.write(idOf(viewers.get(2)), "role = 'camera'");
        TestDatabase.execute(SERVER.database(), "delete from devices where id = '%s'".formatted(idOf(viewers.get(3))));
        long committedAt = System.nanoTime();
        viewers.subList(0, 4).forEach(viewer -> hasEndedInTime(viewer, committedAt));
        camera.goesOnFor(10);
        viewers.get(4).heardAllOf(camera.fallsSilent());
    }

    @Test
    void are_found_of_devices_whose_states_had_to_be_forgotten_here_before() {
        WatchedCamera camera = WatchedCamera.of(house, SWARM, 1);
        Viewer viewer = camera.viewers().getFirst();
        house.patch(viewer.device(), Bodies.object().put("name", "Another")).is(200);
        ROWS.write(idOf(viewer), "token_version = token_version + 1");
        hasEndedInTime(viewer, System.nanoTime());
    }

    @Test
    void are_found_that_wait_behind_a_fact_which_nobody_can_handle() {
        Gadget device = house.client();
        disableAndEnable(house, device);
        Hearer socket = new Hearer(SWARM.connected(device.token()), "none");
        house.owner().delete("/devices/" + device.id() + "/token").is(204);
        long answeredAt = System.nanoTime();
        Await.until("it ends", PATIENCE, socket::hasEnded);
        assertThat(Duration.ofNanos(socket.endedAt() - answeredAt)).isLessThan(MOST);
    }

    @Test
    void are_found_of_links_and_new_links_too() {
        WatchedCamera camera = WatchedCamera.of(house, SWARM, 2);
        Viewer viewer = camera.viewers().getFirst();
        camera.speak();
        camera.goesOnFor(20);
        String row = "from device_links where id = '%s'".formatted(viewer.link());
        TestDatabase.execute(SERVER.database(), "create table parted as select * " + row + "; delete " + row);
        long committedAt = System.nanoTime();
        Await.until(
                "nothing is heard any more",
                PATIENCE,
                () -> System.nanoTime() - Math.max(committedAt, viewer.lastSaidAt()) > MOST.toNanos());
        assertThat(Duration.ofNanos(viewer.lastSaidAt() - committedAt)).isLessThan(MOST);
        TestDatabase.execute(SERVER.database(), "insert into device_links select * from parted");
        long linkedAgainAt = System.nanoTime();
        Await.until("it is heard again", PATIENCE, () -> viewer.lastSaidAt() > linkedAgainAt);
        camera.viewers().getLast().heardAllOf(camera.fallsSilent());
    }

    private static void hasEndedInTime(Viewer viewer, long committedAt) {
        viewer.ended();
        System.out.printf(
                "Its sockets ended %d ms after the commit%n",
                Duration.ofNanos(viewer.endedAt() - committedAt).toMillis());
        assertThat(Duration.ofNanos(viewer.lastSaidAt() - committedAt)).isLessThan(MOST);
    }

    private static UUID idOf(Viewer viewer) {
        return viewer.device().id();
    }
}
