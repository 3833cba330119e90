package io.vedette.devices.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people do with their devices. */
@ServerTest
class DevicesTest {
    private final Household house = Household.fresh();

    @Nested
    class A_new_device {
        @Test
        void is_told_whole_with_a_token_of_its_own() {
            Reply reply = house.owner()
                    .post(
                            "/devices/register",
                            Household.introduction("camera")
                                    .put("platform", "linux")
                                    .put("appVersion", "1.0")
                                    .put("pushToken", "secret-push-token")
                                    .set("metadata", Bodies.object().put("room", "hall"))
                                    .toString())
                    .is(201);
            JsonNode device = reply.json().path("device");
            assertThat(device.propertyNames())
                    .containsExactlyInAnyOrder(
                            "id",
                            "userId",
                            "name",
                            "role",
                            "status",
                            "presence",
                            "lastSeenAt",
                            "platform",
                            "appVersion",
                            "metadata",
                            "createdAt",
                            "updatedAt");
            assertThat(device.path("role").asString()).isEqualTo("camera");
            assertThat(device.path("status").asString()).isEqualTo("active");
            assertThat(device.path("presence").asString()).isEqualTo("offline");
            assertThat(device.path("lastSeenAt").isNull()).isTrue();
            assertThat(device.at("/metadata/room").asString()).isEqualTo("hall");
            assertThat(reply.json().path("deviceToken").asString()).matches("[^.]+\\.[^.]+\\.[^.]+");
            assertThat(reply.text()).doesNotContain("secret-push-token");
            assertThat(house.owner()
                            .get("/devices/" + device.path("id").asString())
                            .is(200)
                            .json())
                    .isEqualTo(device);
        }

        @Test
        void needs_a_name_and_a_role_and_keeps_to_its_limits() {
            Reply reply = house.owner()
                    .post(
                            "/devices/register",
                            Bodies.object()
                                    .put("name", "")
                                    .put("role", "toaster")
                                    .put("platform", "x".repeat(65))
                                    .put("appVersion", "x".repeat(65))
                                    .put("pushToken", "x".repeat(4097))
                                    .put("metadata", "none")
                                    .toString())
                    .isProblem(422, "validation_failed");
            assertThat(reply.wrongFields())
                    .containsExactlyInAnyOrder("name", "role", "platform", "appVersion", "pushToken", "metadata");
        }

        /** An emoji is one character, though Java keeps it as two. */
        @Test
        void has_a_name_of_120_characters_at_most() {
            named("\uD83D\uDCF7".repeat(120)).is(201);
            named("\uD83D\uDCF7".repeat(121)).isProblem(422, "validation_failed");
            named("x".repeat(121)).isProblem(422, "validation_failed");
        }

        private Reply named(String name) {
            return house.owner()
                    .post(
                            "/devices/register",
                            Household.introduction("camera").put("name", name).toString());
        }

        /** PostgreSQL gives numbers back in full: the list would be many times as long as what was sent. */
        @Test
        void has_metadata_that_stay_as_small_as_they_came() {
            String most = "1e308,".repeat(52) + "1";
            describe(most).is(201);
            describe(most + ",1e-308").isProblem(422, "validation_failed");
        }

        private Reply describe(String numbers) {
            return house.owner().post("/devices/register", """
                    {"name": "A camera", "role": "camera", "metadata": {"many": [%s]}}
                    """.formatted(numbers));
        }

        @Test
        void is_made_once_with_a_key_and_its_token_is_the_same_version() {
            Visitor owner = house.owner().with("Idempotency-Key", "once");
            String body = Household.introduction("client").toString();
            Gadget first = house.gadget(owner.post("/devices/register", body).is(201));
            house.owner().post("/devices/" + first.id() + "/token", null).is(201);
            Gadget again = house.gadget(owner.post("/devices/register", body).is(201));
            assertThat(again.id()).isEqualTo(first.id());
            again.beats().isProblem(401, "unauthenticated");
            assertThat(house.owner().get("/devices").json().path("items")).hasSize(1);
        }
    }

    @Nested
    class The_list {
        @Test
        void is_newest_first_in_pages_and_can_be_narrowed() {
            Gadget camera = house.camera();
            Gadget client = house.client();
            Gadget disabled = house.camera();
            house.patch(disabled, Bodies.object().put("status", "disabled")).is(200);
            assertThat(pages("")).containsExactly(disabled.id(), client.id(), camera.id());
            assertThat(pages("&role=camera")).containsExactly(disabled.id(), camera.id());
            assertThat(pages("&status=active")).containsExactly(client.id(), camera.id());
            assertThat(pages("&presence=offline")).hasSize(3);
            assertThat(pages("&presence=online")).isEmpty();
        }

        @Test
        void says_which_filters_it_does_not_know() {
            Reply reply = house.owner().get("/devices?role=x&status=x&presence=x&limit=0");
            reply.isProblem(400, "invalid_parameter");
            assertThat(reply.wrongFields()).containsExactlyInAnyOrder("role", "status", "presence", "limit");
        }

        private List<UUID> pages(String filter) {
            List<UUID> ids = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = house.owner()
                        .get("/devices?limit=1&cursor=" + cursor + filter)
                        .is(200)
                        .json();
                page.path("items")
                        .forEach(device ->
                                ids.add(UUID.fromString(device.path("id").asString())));
                cursor = page.path("nextCursor").asString("");
            } while (!cursor.isEmpty());
            return ids;
        }
    }

    @Nested
    class A_change {
        @Test
        void leaves_what_it_does_not_name() {
            Gadget camera = house.gadget(house.owner()
                    .post(
                            "/devices/register",
                            Household.introduction("camera")
                                    .put("platform", "linux")
                                    .put("appVersion", "1.0")
                                    .set("metadata", Bodies.object().put("a", 1).put("b", 2))
                                    .toString()));
            JsonNode renamed = house.patch(camera, Bodies.object().put("name", "Porch"))
                    .is(200)
                    .json();
            assertThat(renamed.path("name").asString()).isEqualTo("Porch");
            assertThat(renamed.path("platform").asString()).isEqualTo("linux");
            JsonNode cleared = house.patch(
                            camera,
                            Bodies.object()
                                    .putNull("platform")
                                    .put("appVersion", "2.0")
                                    .set("metadata", Bodies.object().put("c", 3)))
                    .is(200)
                    .json();
            assertThat(cleared.path("platform").isNull()).isTrue();
            assertThat(cleared.path("appVersion").asString()).isEqualTo("2.0");
            assertThat(cleared.path("metadata").toString()).isEqualTo("{\"c\":3}");
            assertThat(cleared.path("name").asString()).isEqualTo("Porch");
        }

        @Test
        void keeps_to_the_limits_also_of_what_may_be_cleared() {
            Reply reply = house.patch(
                    house.camera(),
                    Bodies.object()
                            .put("name", "x".repeat(121))
                            .put("platform", "x".repeat(65))
                            .put("appVersion", "x".repeat(65))
                            .put("pushToken", "x".repeat(4097)));
            reply.isProblem(422, "validation_failed");
            assertThat(reply.wrongFields()).containsExactlyInAnyOrder("name", "platform", "appVersion", "pushToken");
        }

        @Test
        void of_the_role_is_refused_while_there_are_links() {
            Gadget camera = house.camera();
            Gadget client = house.client();
            String link = house.link(camera, client).is(201).json().path("id").asString();
            var toClient = Bodies.object().put("role", "client");
            house.patch(camera, toClient).isProblem(409, "device_has_links");
            house.patch(client, Bodies.object().put("role", "camera")).isProblem(409, "device_has_links");
            house.patch(camera, Bodies.object().put("role", "camera")).is(200);
            house.owner().delete("/device-links/" + link).is(204);
            assertThat(house.patch(camera, toClient).is(200).json().path("role").asString())
                    .isEqualTo("client");
        }
    }

    @Nested
    class The_end_of_a_device {
        @Test
        void takes_its_links_along() {
            Gadget camera = house.camera();
            Gadget client = house.client();
            house.link(camera, client).is(201);
            house.owner().delete("/devices/" + camera.id()).is(204);
            house.owner().get("/devices/" + camera.id()).isProblem(404, "not_found");
            house.owner().delete("/devices/" + camera.id()).isProblem(404, "not_found");
            assertThat(house.owner().get("/device-links").json().path("items")).isEmpty();
            camera.beats().isProblem(401, "unauthenticated");
        }
    }

    @Nested
    class Somebody_elses_device {
        @Test
        void is_not_there() {
            Gadget theirs = house.camera();
            Household other = Household.fresh();
            String path = "/devices/" + theirs.id();
            other.owner().get(path).isProblem(404, "not_found");
            other.patch(theirs, Bodies.object().put("name", "mine")).isProblem(404, "not_found");
            other.owner().delete(path).isProblem(404, "not_found");
            other.owner().post(path + "/token", null).isProblem(404, "not_found");
            other.owner().delete(path + "/token").isProblem(404, "not_found");
            assertThat(other.owner().get("/devices").json().path("items")).isEmpty();
            theirs.beats().is(200);
        }
    }

    /** The one who may register no more than two. */
    @Nested
    class Too_many {
        @Test
        void are_refused_also_when_they_come_at_once() {
            try (TestServer server = TestServer.start(Map.of("DEVICES_PER_USER", "2"))) {
                Household crowded = Household.at(server);
                List<Reply> replies;
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    replies = Stream.generate(
                                    () -> CompletableFuture.supplyAsync(() -> crowded.register("camera"), threads))
                            .limit(8)
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
                }
                assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(2);
                assertThat(replies)
                        .filteredOn(reply -> reply.status() != 201)
                        .allSatisfy(reply -> reply.isProblem(409, "quota_exceeded"));
            }
        }
    }
}
