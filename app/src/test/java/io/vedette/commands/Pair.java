package io.vedette.commands;

import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A camera and a client of one household that are linked. */
record Pair(Household house, Gadget camera, Gadget client) {
    static Pair of(Household house) {
        return of(house, house.camera(), house.client());
    }

    static Pair of(Household house, Gadget camera, Gadget client) {
        house.link(camera, client).is(201);
        return new Pair(house, camera, client);
    }

    static Pair fresh() {
        return of(Household.fresh());
    }

    static Pair at(TestServer server) {
        return of(Household.at(server));
    }

    /** The same client with one more camera. */
    Pair withAnotherCamera() {
        return of(house, house.camera(), client);
    }

    /** The same camera with one more client. */
    Pair withAnotherClient() {
        return of(house, camera, house.client());
    }

    /** What the client sends. */
    ObjectNode order(String type) {
        return Bodies.object().put("targetDeviceId", camera.id().toString()).put("commandType", type);
    }

    Reply sends(ObjectNode order) {
        return client.calls().post("/commands", order.toString());
    }

    String sent() {
        return sends(order("blink")).is(201).json().path("id").asString();
    }

    static ObjectNode verdict(String status) {
        return Bodies.object().put("status", status);
    }

    Reply acks(String id, String status) {
        return acks(id, verdict(status));
    }

    Reply acks(String id, ObjectNode verdict) {
        return camera.calls().post("/commands/" + id + "/ack", verdict.toString());
    }

    Reply cancels(String id) {
        return client.calls().delete("/commands/" + id);
    }

    Reply reads(String id) {
        return house.owner().get("/commands/" + id);
    }

    /** What was sent to the camera, as its owner sees it. */
    JsonNode listed() {
        return house.owner()
                .get("/commands?deviceId=" + camera.id())
                .is(200)
                .json()
                .path("items");
    }

    String statusOf(String id) {
        return reads(id).is(200).json().path("status").asString();
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
