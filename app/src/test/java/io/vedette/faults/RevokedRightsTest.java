package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Person;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Scrape;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who loses a right while much is going on hears no more within a second, and nobody else notices. */
@Alone
class RevokedRightsTest {
    private static final int SOCKETS = Integer.getInteger("revoked.sockets", 200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SOME_WORDS = 15;

    private final TestServer server = TestServer.start(Map.of("RATE_LIMIT_ENABLED", "false", "PRESENCE_GRACE", "1m"));
    private final Swarm swarm = new Swarm(server.url());
    private final Visitor visitor = Visitor.at(server.url());
    private final Person ada = Person.stranger();
    private final Reply account = visitor.post(
                    "/api/auth/sign-up/email",
                    ada.credentials().put("name", "Ada").toString())
            .is(200);
    private final WatchedCamera camera = WatchedCamera.of(
            Household.of(server, account.json().at("/user/id").asString()), swarm, SOCKETS / Viewer.SOCKETS);
    private final WatchedCamera neighbours = WatchedCamera.of(Household.at(server), swarm, 2);

    @AfterEach
    void stop() {
        swarm.close();
        server.close();
    }

    /** Something that was taken from somebody, by when that was certain. */
    private record Loss(String what, Viewer whose, int heardBefore, long askedAt, long answeredAt) {
        /** Words are stamped in this very process: what holds up the server holds up them as well. */
        void hurtWithin(Duration most) {
            System.out.printf(
                    "%-8s answered after %4d ms, last word said %5d ms after that, sockets ended %s%n",
                    what,
                    millis(answeredAt - askedAt),
                    millis(whose.lastSaidAt() - answeredAt),
                    whose.endedAt() == 0 ? "never" : millis(whose.endedAt() - answeredAt) + " ms after it");
            assertThat(Duration.ofNanos(whose.lastSaidAt() - answeredAt))
                    .as(what)
                    .isLessThan(most);
            assertThat(whose.sockets())
                    .allSatisfy(socket -> assertThat(socket.heard()).isGreaterThanOrEqualTo(heardBefore));
        }

        private static long millis(long nanos) {
            return Duration.ofNanos(nanos).toMillis();
        }
    }

    @Test
    void end_at_once_for_whom_they_were_taken_from() {
        List<Viewer> viewers = camera.viewers();
        Await.until(
                "all are online",
                PATIENCE.multipliedBy(4),
                () -> online() == viewers.size() + neighbours.viewers().size() + 2);
        camera.speak();
        neighbours.speak();
        List<Loss> losses = List.of(
                lose(
                        "revoked",
                        viewers.get(0),
                        viewer -> owner().delete(pathOf(viewer) + "/token").is(204)),
                lose(
                        "rotated",
                        viewers.get(1),
                        viewer -> owner().post(pathOf(viewer) + "/token", null).is(201)),
                lose("disabled", viewers.get(2), viewer -> patch(viewer, "status", "disabled")),
                lose(
                        "removed",
                        viewers.get(3),
                        viewer -> owner().delete(pathOf(viewer)).is(204)),
                lose("unlinked", viewers.get(4), this::unlink),
                lose("role", viewers.get(5), viewer -> {
                    unlink(viewer);
                    patch(viewer, "role", "camera");
                }));
        changePassword();
        viewers.getLast().device().beats().is(200);
        camera.goesOnFor(120);
        losses.forEach(loss -> loss.hurtWithin(Duration.ofSeconds(1)));
        ends(viewers);
        refusals(viewers);
        int said = camera.fallsSilent();
        viewers.stream().skip(6).forEach(viewer -> viewer.heardAllOf(said));
        int saidElsewhere = neighbours.fallsSilent();
        neighbours.viewers().forEach(viewer -> viewer.heardAllOf(saidElsewhere));
    }

    private void ends(List<Viewer> viewers) {
        viewers.subList(0, 4).forEach(viewer -> {
            viewer.ended();
            viewer.sockets().forEach(Hearer::endedForGood);
        });
        viewers.get(5).ended();
        viewers.get(5).sockets().forEach(Hearer::endedForNow);
        assertThat(viewers.get(4).sockets()).noneMatch(Hearer::hasEnded);
        Scrape scrape = Scrape.of(server.url());
        assertThat(scrape.closed("revoked")).isEqualTo(2.0 * Viewer.SOCKETS);
        for (String reason : List.of("disabled", "removed", "role_changed")) {
            assertThat(scrape.closed(reason)).as(reason).isEqualTo(Viewer.SOCKETS);
        }
        List<String> offline = camera.toldOffline(4);
        assertThat(offline).hasSize(4);
        List<String> reasons = List.of("revoked", "revoked", "disabled", "removed");
        for (int i = 0; i < 4; i++) {
            assertThat(offline)
                    .filteredOn(containing(viewers.get(i).device().id().toString()))
                    .singleElement()
                    .matches(containing("\"reason\":\"%s\"".formatted(reasons.get(i))));
        }
    }

    private static Predicate<String> containing(String part) {
        return packet -> packet.contains(part);
    }

    private void refusals(List<Viewer> viewers) {
        viewers.get(0).isRefused(swarm, "unauthenticated");
        viewers.get(1).isRefused(swarm, "unauthenticated");
        viewers.get(2).isRefused(swarm, "device_disabled");
        viewers.get(3).isRefused(swarm, "unauthenticated");
        swarm.connected(viewers.get(5).device().token());
    }

    private Loss lose(String what, Viewer viewer, Consumer<Viewer> by) {
        camera.goesOnFor(SOME_WORDS);
        int heard = viewer.sockets().stream().mapToInt(Hearer::heard).min().orElseThrow();
        long askedAt = System.nanoTime();
        by.accept(viewer);
        return new Loss(what, viewer, heard, askedAt, System.nanoTime());
    }

    private Visitor owner() {
        return camera.house().owner();
    }

    private static String pathOf(Viewer viewer) {
        return "/devices/" + viewer.device().id();
    }

    private void unlink(Viewer viewer) {
        owner().delete("/device-links/" + viewer.link()).is(204);
    }

    private void patch(Viewer viewer, String field, String value) {
        camera.house().patch(viewer.device(), Bodies.object().put(field, value)).is(200);
    }

    private void changePassword() {
        visitor.bearing(Person.token(account))
                .post(
                        "/api/auth/change-password",
                        Bodies.object()
                                .put("currentPassword", Person.PASSWORD)
                                .put("newPassword", "another horse 2")
                                .put("revokeOtherSessions", true)
                                .toString())
                .is(200);
    }

    private int online() {
        return Integer.parseInt(TestDatabase.ask(server.database(), "select count(*) from devices where online")
                .getFirst());
    }
}
