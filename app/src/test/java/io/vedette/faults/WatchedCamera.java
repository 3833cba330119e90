package io.vedette.faults;

import io.vedette.devices.DeviceRooms;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.Speaker;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A person's camera, of which its viewers hear a hundred words a second: in the room that their links brought them into. */
final class WatchedCamera {
    private static final int A_SECOND = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Household house;
    private final List<Viewer> viewers;
    private final Peer itself;
    private final Speaker speaker;
    private final String room;
    private final CompletableFuture<Integer> said = new CompletableFuture<>();
    private volatile int saying;
    private volatile boolean enough;

    private WatchedCamera(Household house, Gadget camera, List<Viewer> viewers, Swarm swarm) {
        this.house = house;
        this.viewers = viewers;
        this.itself = swarm.connected(camera.token());
        this.speaker = Speaker.of(swarm.connected(camera.token()));
        this.room = roomOf(camera);
    }

    static WatchedCamera of(Household house, Swarm swarm, int viewers) {
        Gadget camera = house.camera();
        List<Viewer> linked =
                Stream.generate(() -> linked(house, camera)).limit(viewers).toList();
        return new WatchedCamera(
                house, camera, Swarm.all(viewers, number -> linked.get(number).connected(swarm)), swarm);
    }

    private static Viewer linked(Household house, Gadget camera) {
        Gadget client = house.client();
        String link = house.link(camera, client).is(201).json().path("id").asString();
        return new Viewer(client, link, roomOf(camera), List.of());
    }

    private static String roomOf(Gadget camera) {
        return DeviceRooms.linkedWith(camera.id()).name();
    }

    Household house() {
        return house;
    }

    List<Viewer> viewers() {
        return viewers;
    }

    /** Returns what the camera is told of viewers that went, once it is so much. */
    List<String> toldOffline(int count) {
        Await.until("it is told", PATIENCE, () -> toldOffline().size() >= count);
        return toldOffline();
    }

    private List<String> toldOffline() {
        return itself.heard().stream()
                .filter(packet -> packet.contains("\"presence\":\"offline\""))
                .toList();
    }

    void speak() {
        Thread.ofVirtual().start(() -> {
            try {
                said.complete(speaker.say(room, "", A_SECOND, number -> {
                    saying = number;
                    return !enough;
                }));
            } catch (RuntimeException | Error e) {
                said.completeExceptionally(e);
            }
        });
    }

    /** Returns once so many more words were said. */
    void goesOnFor(int words) {
        int until = saying + words;
        Await.until("more is said", PATIENCE, () -> saying >= until || said.isDone());
    }

    /** How much was said, all in all. */
    int fallsSilent() {
        enough = true;
        return said.join();
    }
}
