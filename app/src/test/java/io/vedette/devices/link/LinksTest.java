package io.vedette.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What people do with their links. */
@ServerTest
class LinksTest {
    private final Household house = Household.fresh();
    private final Gadget camera = house.camera();
    private final Gadget client = house.client();

    @Nested
    class A_link {
        @Test
        void is_made_once() {
            Reply made = house.link(camera, client).is(201);
            assertThat(made.json().propertyNames())
                    .containsExactlyInAnyOrder("id", "cameraDeviceId", "clientDeviceId", "createdAt");
            assertThat(house.link(camera, client).is(200).json()).isEqualTo(made.json());
        }

        @Test
        void goes_from_a_camera_to_a_client() {
            house.link(client, camera).isProblem(422, "wrong_device_role");
            house.link(camera, camera).isProblem(422, "wrong_device_role");
            house.link(house.camera(), camera).isProblem(422, "wrong_device_role");
        }

        @Test
        void is_between_ones_own() {
            Household other = Household.fresh();
            other.link(camera, client).isProblem(404, "not_found");
            other.link(other.camera(), client).isProblem(404, "not_found");
            house.link(camera, new Gadget(camera.server(), UUID.randomUUID(), ""))
                    .isProblem(404, "not_found");
        }

        @Test
        void needs_both_ids() {
            Reply reply = house.owner()
                    .post(
                            "/device-links",
                            Bodies.object().put("cameraDeviceId", "x").toString());
            reply.isProblem(422, "validation_failed");
            assertThat(reply.wrongFields()).containsExactlyInAnyOrder("cameraDeviceId", "clientDeviceId");
        }

        @Test
        void is_its_owners_to_remove() {
            String link = house.link(camera, client).is(201).json().path("id").asString();
            Household.fresh().owner().delete("/device-links/" + link).isProblem(404, "not_found");
            house.owner().delete("/device-links/" + link).is(204);
            house.owner().delete("/device-links/" + link).isProblem(404, "not_found");
            house.link(camera, client).is(201);
        }
    }

    @Nested
    class The_list {
        @Test
        void is_newest_first_and_can_be_narrowed() {
            Gadget otherClient = house.client();
            String first = house.link(camera, client).json().path("id").asString();
            String second = house.link(camera, otherClient).json().path("id").asString();
            assertThat(ids("")).containsExactly(second, first);
            assertThat(ids("?cameraDeviceId=" + camera.id())).containsExactly(second, first);
            assertThat(ids("?clientDeviceId=" + client.id())).containsExactly(first);
            assertThat(ids("?limit=1")).containsExactly(second);
        }

        @Test
        void shows_nothing_of_others() {
            house.link(camera, client).is(201);
            Household other = Household.fresh();
            assertThat(other.owner()
                            .get("/device-links?cameraDeviceId=" + camera.id())
                            .is(200)
                            .json()
                            .path("items"))
                    .isEmpty();
        }

        private List<String> ids(String query) {
            return house.owner()
                    .get("/device-links" + query)
                    .is(200)
                    .json()
                    .path("items")
                    .valueStream()
                    .map(link -> link.path("id").asString())
                    .toList();
        }
    }
}
