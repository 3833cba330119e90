package io.vedette.streams;

import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who loses a right at one node is out of the media server within two seconds, whichever node let them in, and nobody else is. */
@Alone
@ParameterizedClass
@MethodSource("all")
class MediaRightsTest {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    /** Two looks, and what a busy machine adds. */
    private static final Duration SOON = Duration.ofSeconds(8);

    /** A media server and two nodes that use it. */
    record Setting(MediaServing media, TestServer one, TestServer other) implements AutoCloseable {
        static Setting with(MediaServing media) {
            Map<String, String> settings = new HashMap<>(media.environment("http://localhost:" + media.port()));
            settings.put("DATABASE_URL", TestDatabase.text(TestDatabase.fresh()));
            return new Setting(media, MediaContract.serverWith(settings), MediaContract.serverWith(settings));
        }

        @Override
        public void close() {
            one.close();
            other.close();
            media.close();
        }

        @Override
        public String toString() {
            return media.toString();
        }
    }

    static Stream<Setting> all() {
        return Stream.of(new MediaMtxStandIn(true), new MediaMtxStandIn(false), new LiveKitStandIn())
                .map(Setting::with);
    }

    /** Everybody in a session, as the node sees them that is told of the loss. */
    record Cast(Stage asking, Stage watching, String session, Map<UUID, String> tokens) {
        Gadget camera() {
            return asking.camera();
        }

        Gadget client() {
            return asking.client();
        }

        Gadget watcher() {
            return watching.client();
        }

        Set<Gadget> everybody() {
            return Set.of(camera(), client(), watcher());
        }
    }

    /** What is taken from somebody, and who is out then. */
    record Loss(String what, Consumer<Cast> by, Function<Cast, Set<Gadget>> out) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Loss> losses() {
        return Stream.of(
                new Loss(
                        "the end",
                        cast -> Stage.ends(cast.client(), cast.session()).is(200),
                        Cast::everybody),
                new Loss("the link", cast -> cast.asking().unlinks().is(204), Cast::everybody),
                new Loss(
                        "the camera disabled",
                        cast -> cast.asking().disables(cast.camera()).is(200),
                        Cast::everybody),
                new Loss(
                        "the camera removed",
                        cast -> cast.asking().removes(cast.camera()).is(204),
                        Cast::everybody),
                new Loss(
                        "the client disabled",
                        cast -> cast.asking().disables(cast.client()).is(200),
                        Cast::everybody),
                new Loss(
                        "the client removed",
                        cast -> cast.asking().removes(cast.client()).is(204),
                        Cast::everybody),
                new Loss(
                        "the watcher's link",
                        cast -> cast.watching().unlinks().is(204),
                        cast -> Set.of(cast.watcher())),
                new Loss(
                        "the watcher disabled",
                        cast -> cast.asking().disables(cast.watcher()).is(200),
                        cast -> Set.of(cast.watcher())),
                new Loss(
                        "the watcher removed",
                        cast -> cast.asking().removes(cast.watcher()).is(204),
                        cast -> Set.of(cast.watcher())),
                new Loss("the watcher's token", cast -> revokes(cast, cast.watcher()), cast -> Set.of(cast.watcher())),
                new Loss("the client's token", cast -> revokes(cast, cast.client()), cast -> Set.of(cast.client())),
                new Loss("the camera's token", cast -> revokes(cast, cast.camera()), cast -> Set.of(cast.camera())),
                new Loss("the client's old token", cast -> renews(cast, cast.client()), cast -> Set.of(cast.client())));
    }

    private static void revokes(Cast cast, Gadget device) {
        cast.asking()
                .house()
                .owner()
                .delete("/devices/" + device.id() + "/token")
                .is(204);
    }

    private static void renews(Cast cast, Gadget device) {
        cast.asking()
                .house()
                .owner()
                .post("/devices/" + device.id() + "/token", null)
                .is(201);
    }

    private final Setting setting;
    private final MediaServing media;

    MediaRightsTest(Setting setting) {
        this.setting = setting;
        this.media = setting.media();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void ends_at_once_what_was_let_in_elsewhere(Loss loss) throws Exception {
        Cast neighbours = letIn(setting.other());
        Cast cast = letIn(setting.one());
        loss.by().accept(at(setting.other(), cast));
        long answered = System.nanoTime();
        Set<Gadget> out = loss.out().apply(cast);
        out.forEach(device -> Await.until("it is out", PROMISED, () -> !media.isInside(device, cast.session())));
        System.out.printf(
                "%s, %s: out after %d ms%n",
                setting, loss, Duration.ofNanos(System.nanoTime() - answered).toMillis());
        assertThat(cast.everybody())
                .filteredOn(device -> media.isInside(device, cast.session()))
                .doesNotContainAnyElementsOf(out)
                .hasSize(3 - out.size());
        assertThat(media.hasRoom(media.room(cast.session()))).isEqualTo(out.size() < 3);
        for (Gadget device : out) {
            comesAgainInVain(cast, device);
        }
        assertThat(neighbours.everybody()).allMatch(device -> media.isInside(device, neighbours.session()));
    }

    /** With what it was given before: not let in where we are asked or there is no room, and not for long elsewhere. */
    private void comesAgainInVain(Cast cast, Gadget device) throws Exception {
        boolean isIn = enters(cast, device);
        assertThat(isIn).isEqualTo(!media.asksUs() && media.hasRoom(media.room(cast.session())));
        Await.until("it is out again", SOON, () -> !media.isInside(device, cast.session()));
    }

    /** Where the media server asks, it asks the node that let them in. */
    private boolean enters(Cast cast, Gadget device) throws Exception {
        String token = Objects.requireNonNull(cast.tokens().get(device.id()));
        return media.enters(
                token,
                cast.session(),
                device.equals(cast.camera()),
                setting.one().url());
    }

    private static String token(Reply access) {
        return access.is(200).json().path("token").asString();
    }

    private Cast letIn(TestServer node) throws Exception {
        Stage asking = Stage.at(node);
        Stage watching = asking.withAnotherClient();
        String id = asking.streaming();
        Map<UUID, String> tokens = Map.of(
                asking.camera().id(), token(asking.publishes(id)),
                asking.client().id(), token(subscribes(asking.client(), id)),
                watching.client().id(), token(subscribes(watching.client(), id)));
        Cast cast = new Cast(asking, watching, id, tokens);
        for (Gadget device : cast.everybody()) {
            assertThat(enters(cast, device)).isTrue();
        }
        return cast;
    }

    /** The same people at another node. */
    private static Cast at(TestServer node, Cast cast) {
        Household house = Household.of(node, cast.asking().house().userId());
        Gadget camera = at(node, cast.camera());
        return new Cast(
                new Stage(house, camera, at(node, cast.client())),
                new Stage(house, camera, at(node, cast.watcher())),
                cast.session(),
                cast.tokens());
    }

    private static Gadget at(TestServer node, Gadget device) {
        return new Gadget(node.url(), device.id(), device.token());
    }
}
