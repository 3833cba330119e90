package io.vedette.testing;

import static java.util.Map.entry;

import io.vedette.devices.Device;
import io.vedette.platform.operation.CallerKind;
import io.vedette.testing.faults.StandIn;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Things that belong to somebody, by the name that inputs have for them. An input with a new name needs a line here. */
public final class Things {
    private static final StandIn RECEIVER = new StandIn(StandIn.status(204, ""));

    private static final Map<String, UnaryOperator<String>> MAKERS = Map.ofEntries(
            entry("noteId", Things::note),
            entry("eventId", Things::event),
            entry("deviceId", Things::busyCamera),
            entry("linkId", owner -> link(owner, "id")),
            entry("cameraDeviceId", owner -> link(owner, "cameraDeviceId")),
            entry("clientDeviceId", owner -> link(owner, "clientDeviceId")),
            entry("commandId", owner -> command(owner).id().toString()),
            entry("targetDeviceId", owner -> command(owner).camera().toString()),
            entry("sourceDeviceId", owner -> command(owner).client().toString()),
            entry("streamId", owner -> stream(owner).toString()),
            entry("streamSessionId", owner -> stream(owner).toString()),
            entry("videoId", owner -> video(owner, "videoId")),
            entry("objectKey", owner -> video(owner, "objectKey")),
            entry("webhookId", owner -> firstOf(owner, "/webhooks", webhook())),
            entry("deliveryId", Things::delivery));

    /** A command that waits between two devices which are linked. */
    record Waiting(UUID id, UUID camera, UUID client) {}

    private Things() {}

    /** The id of a new one that this user owns, and that stands in some list. */
    public static String idOf(String variable, String owner) {
        UnaryOperator<String> maker = MAKERS.get(variable);
        if (maker == null) {
            throw new AssertionError("Nobody owns a {%s} yet: say in Things how one comes to be".formatted(variable));
        }
        return maker.apply(owner);
    }

    /** One of each kind, so that no list of theirs is empty. */
    public static void makeAll(String owner) {
        MAKERS.keySet().forEach(variable -> idOf(variable, owner));
    }

    static Waiting command(String owner) {
        DeviceRows rows = new DeviceRows(TestServer.running().database());
        UUID camera = rows.of(owner, Device.Role.CAMERA);
        UUID client = rows.of(owner, Device.Role.CLIENT);
        rows.link(camera, client);
        return new Waiting(rows.command(camera, client), camera, client);
    }

    /** One that this device of theirs got, or has sent if it is a client. */
    public static UUID commandOf(String owner, UUID device, CallerKind kind) {
        DeviceRows rows = new DeviceRows(TestServer.running().database());
        Waiting other = command(owner);
        return kind == CallerKind.CAMERA ? rows.command(device, other.client()) : rows.command(other.camera(), device);
    }

    static UUID stream(String owner) {
        return streamOf(
                owner,
                new DeviceRows(TestServer.running().database()).of(owner, Device.Role.CAMERA),
                CallerKind.CAMERA);
    }

    /** One that goes on and that this device of theirs sends, or has asked for if it is a client. */
    public static UUID streamOf(String owner, UUID device, CallerKind kind) {
        DeviceRows rows = new DeviceRows(TestServer.running().database());
        boolean sends = kind == CallerKind.CAMERA;
        UUID other = rows.of(owner, sends ? Device.Role.CLIENT : Device.Role.CAMERA);
        return sends ? rows.stream(device, other) : rows.stream(other, device);
    }

    /** It has a command to answer, sees something, and has uploaded it. */
    private static String busyCamera(String owner) {
        UUID camera = command(owner).camera();
        motionOf(camera);
        videoOf(owner, camera);
        return camera.toString();
    }

    public static UUID motionOf(UUID camera) {
        return new DeviceRows(TestServer.running().database()).motion(camera);
    }

    static String event(String owner) {
        DeviceRows rows = new DeviceRows(TestServer.running().database());
        return rows.motion(rows.of(owner, Device.Role.CAMERA)).toString();
    }

    private static String link(String owner, String part) {
        Household house = Household.of(owner);
        return house.link(house.camera(), house.client())
                .is(201)
                .json()
                .path(part)
                .asString();
    }

    /** It leads to somebody who takes whatever comes. */
    static ObjectNode webhook() {
        ObjectNode webhook = Bodies.object().put("url", RECEIVER.url() + "/sample");
        webhook.putArray("events").add("video.uploaded");
        return webhook;
    }

    /** One to the webhook that they have. */
    private static String delivery(String owner) {
        String webhook = "/webhooks/" + idOf("webhookId", owner);
        Household.of(owner).owner().post(webhook + "/test", "{}").is(202);
        return firstOf(owner, webhook + "/deliveries", Bodies.object());
    }

    private static String firstOf(String owner, String list, ObjectNode otherwise) {
        Visitor visitor = Household.of(owner).owner();
        JsonNode first = visitor.get(list + "?limit=1").is(200).json().at("/items/0/id");
        return first.isMissingNode()
                ? visitor.post(list, otherwise.toString())
                        .is(201)
                        .json()
                        .at("/webhook/id")
                        .asString()
                : first.asString();
    }

    private static String video(String owner, String part) {
        Household house = Household.of(owner);
        return Uploads.done(house.owner(), Uploads.of(camera(owner))).path(part).asString();
    }

    static UUID camera(String owner) {
        return new DeviceRows(TestServer.running().database()).of(owner, Device.Role.CAMERA);
    }

    /** One that this camera has uploaded, or that stands there as if it had. */
    public static UUID videoOf(String owner, UUID camera) {
        JsonNode upload = Uploads.done(Household.of(owner).owner(), Uploads.of(camera));
        return UUID.fromString(upload.path("videoId").asString());
    }

    private static String note(String owner) {
        Reply made =
                Visitor.signedInAs(owner).post("/notes", "{\"title\":\"mine\"}").is(201);
        return made.json().path("id").asString();
    }
}
