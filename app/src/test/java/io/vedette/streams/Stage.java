package io.vedette.streams;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A camera and a client of one household that are linked. */
record Stage(Household house, Gadget camera, Gadget client) {
    static Stage of(Household house, Gadget camera, Gadget client) {
        house.link(camera, client).is(201);
        return new Stage(house, camera, client);
    }

    static Stage fresh() {
        return at(TestServer.running());
    }

    static Stage at(TestServer server) {
        Household house = Household.at(server);
        return of(house, house.camera(), house.client());
    }

    /** The same camera with one more client. */
    Stage withAnotherClient() {
        return of(house, camera, house.client());
    }

    ObjectNode wish() {
        return Bodies.object().put("cameraDeviceId", camera.id().toString());
    }

    Reply requests() {
        return client.calls().post("/streams/request", wish().toString());
    }

    /** The id of a session that awaits the camera. */
    String requested() {
        return requests().is(201).json().path("id").asString();
    }

    Reply accepts(String id) {
        return camera.calls().post("/streams/" + id + "/accept", "");
    }

    /** The id of a session that goes on. */
    String streaming() {
        String id = requested();
        accepts(id).is(200);
        return id;
    }

    static Reply ends(Gadget device, String id) {
        return device.calls().post("/streams/" + id + "/end", "{}");
    }

    Reply publishes(String id) {
        return camera.calls().get("/streams/" + id + "/publish-credentials");
    }

    static Reply subscribes(Gadget client, String id) {
        return client.calls().get("/streams/" + id + "/subscribe-credentials");
    }

    static Reply plays(Gadget client, String id) {
        return client.calls().get("/streams/" + id + "/playback-token");
    }

    /** As its camera sees it in its list. */
    JsonNode session(String id) {
        return lists(camera, "")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(each -> each.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Reply lists(Gadget device, String query) {
        return device.calls().get("/streams/me/list" + query);
    }

    /** What tells the camera to start, as the owner sees it. */
    JsonNode command() {
        return house.owner()
                .get("/commands?deviceId=" + camera.id())
                .is(200)
                .json()
                .path("items")
                .path(0);
    }

    Reply acks(ObjectNode verdict) {
        return camera.calls().post("/commands/" + command().path("id").asString() + "/ack", verdict.toString());
    }

    Reply unlinks() {
        String link = house.link(camera, client).is(200).json().path("id").asString();
        return house.owner().delete("/device-links/" + link);
    }

    Reply disables(Gadget device) {
        return house.patch(device, Bodies.object().put("status", "disabled"));
    }

    Reply removes(Gadget device) {
        return house.owner().delete("/devices/" + device.id());
    }
}
