package io.vedette.motion;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A household with a camera and a client that is linked with it. */
record Scene(Household house, Gadget camera, Gadget client) {
    static Scene fresh() {
        return at(TestServer.running());
    }

    static Scene at(TestServer server) {
        Household house = Household.at(server);
        return of(house, house.camera());
    }

    private static Scene of(Household house, Gadget camera) {
        Gadget client = house.client();
        house.link(camera, client).is(201);
        return new Scene(house, camera, client);
    }

    Scene withAnotherCamera() {
        return of(house, house.camera());
    }

    Reply starts(ObjectNode said) {
        return camera.calls().post("/events/motion/start", said.toString());
    }

    /** The event that the camera's motion made. */
    JsonNode started() {
        return starts(Bodies.object()).is(201).json();
    }

    Reply ends(String eventId, ObjectNode said) {
        return camera.calls().post("/events/" + eventId + "/motion/end", said.toString());
    }

    JsonNode ended(String eventId) {
        return ends(eventId, Bodies.object()).is(200).json();
    }

    Reply reads(String eventId) {
        return house.owner().get("/events/" + eventId);
    }

    Reply lists(String query) {
        return house.owner().get("/events" + query);
    }

    Reply disables() {
        return house.patch(camera, Bodies.object().put("status", "disabled"));
    }
}
