package io.vedette.testing;

import static java.util.Map.entry;

import io.vedette.media.MediaTokens;
import io.vedette.platform.json.Json;
import io.vedette.platform.operation.CallerKind;
import io.vedette.testing.sockets.Phone;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What each operation takes that wants something, about what somebody owns. An operation that does needs a line here. */
public final class SampleBodies {
    private static final Map<String, UnaryOperator<String>> BODIES = Map.ofEntries(
            entry("makeNote", _ -> "{\"title\":\"a sample\"}"),
            entry("registerDevice", _ -> Household.introduction("camera").toString()),
            entry("patchDevice", _ -> "{\"name\":\"Another\"}"),
            entry("sendHeartbeat", _ -> "{\"appVersion\":\"2\"}"),
            entry("sayHeartbeat", _ -> "{\"appVersion\":\"2\"}"),
            entry("renewDeviceToken", _ -> "{}"),
            entry("makeLink", SampleBodies::link),
            entry("sendCommand", owner -> order(Things.command(owner))),
            entry("sendToMany", owner -> orderToMany(Things.command(owner))),
            entry("acknowledgeCommand", owner -> verdict(Things.command(owner).id())),
            entry("startMotion", _ -> "{\"severity\":\"warning\"}"),
            entry("endMotion", owner -> over(UUID.fromString(Things.event(owner)))),
            entry("requestStream", owner -> wish(Things.camera(owner))),
            entry("acceptStream", _ -> "{}"),
            entry("endStream", _ -> "{}"),
            entry("admitToMediaMtx", SampleBodies::arrival),
            entry("requestUpload", owner -> Uploads.of(Things.camera(owner)).toString()),
            entry("completeUpload", _ -> "{}"),
            entry("readDownloadUrl", SampleBodies::object),
            entry("removeVideo", SampleBodies::object),
            entry("announceObject", _ -> "{\"fileName\":\"a sample.mp4\"}"),
            entry("removeObject", SampleBodies::object),
            entry("makeWebhook", _ -> Things.webhook().toString()),
            entry("patchWebhook", _ -> "{\"description\":\"another\"}"),
            entry("renewWebhookSecret", _ -> "{}"),
            entry("testWebhook", _ -> "{}"),
            entry("redeliver", _ -> "{}"),
            entry("echo", _ -> "{\"number\":1}"),
            entry("joinRoom", _ -> "{\"room\":\"sample\"}"),
            entry("leaveRoom", _ -> "{\"room\":\"sample\"}"),
            entry("sayInRoom", _ -> "{\"room\":\"sample\",\"text\":\"a sample\"}"),
            entry("flashInRoom", _ -> "{\"room\":\"sample\",\"text\":\"a sample\"}"));

    private SampleBodies() {}

    /** The same as a query, of those few that must be asked for something by it. */
    public static String queryOf(String operation, String owner) {
        return BODIES.containsKey(operation) ? query(of(operation, owner)) : "";
    }

    private static String query(String body) {
        return Json.jsonMapper().readTree(body).properties().stream()
                .map(part ->
                        part.getKey() + "=" + URLEncoder.encode(part.getValue().asString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    public static String of(String operation, String owner) {
        UnaryOperator<String> body = BODIES.get(operation);
        if (body == null) {
            throw new AssertionError("Say in SampleBodies what %s takes".formatted(operation));
        }
        return body.apply(owner);
    }

    /** The same for a device that sends it itself, and may if it is of the right kind. */
    public static String of(String operation, String owner, UUID device) {
        DeviceRows rows = new DeviceRows(TestServer.running().database());
        Things.Waiting other = Things.command(owner);
        return switch (operation) {
            case "sendCommand", "sendToMany" -> {
                rows.link(other.camera(), device);
                Things.Waiting own = new Things.Waiting(other.id(), other.camera(), device);
                yield operation.equals("sendCommand") ? order(own) : orderToMany(own);
            }
            case "acknowledgeCommand" -> verdict(rows.command(device, other.client()));
            case "endMotion" -> over(rows.motion(device));
            case "requestStream" -> {
                UUID camera = Things.camera(owner);
                rows.link(camera, device);
                yield wish(camera);
            }
            case "sendSignal" -> signal(Things.streamOf(owner, device, kind(rows, device)));
            case "sendFrame" -> frame(Things.streamOf(owner, device, CallerKind.CAMERA));
            case "requestUpload" -> Uploads.of(device).toString();
            default -> of(operation, owner);
        };
    }

    private static String order(Things.Waiting like) {
        return order(like, "\"targetDeviceId\":\"%s\"".formatted(like.camera()));
    }

    private static String orderToMany(Things.Waiting like) {
        return order(like, "\"targetDeviceIds\":[\"%s\"]".formatted(like.camera()));
    }

    private static String order(Things.Waiting like, String targets) {
        return "{%s,\"sourceDeviceId\":\"%s\",\"commandType\":\"blink\"}".formatted(targets, like.client());
    }

    private static String wish(UUID camera) {
        return "{\"cameraDeviceId\":\"%s\"}".formatted(camera);
    }

    private static CallerKind kind(DeviceRows rows, UUID device) {
        return rows.read(device, "role").equals("camera") ? CallerKind.CAMERA : CallerKind.CLIENT;
    }

    private static String signal(UUID stream) {
        return "{\"streamSessionId\":\"%s\",\"data\":{\"bye\":true}}".formatted(stream);
    }

    /** It has bytes beside it. */
    private static String frame(UUID stream) {
        return "{\"streamSessionId\":\"%s\",\"frame\":%s}".formatted(stream, Phone.PLACEHOLDER);
    }

    /** Of a camera that has a token for what goes on. */
    private static String arrival(String owner) {
        UUID camera = Things.camera(owner);
        UUID stream = Things.streamOf(owner, camera, CallerKind.CAMERA);
        String path = "v-" + stream;
        MediaTokens tokens = TestServer.running().bean(MediaTokens.class);
        String token = tokens.media(
                camera + "/1",
                tokens.after(Duration.ofMinutes(1)),
                Map.of("mediamtx_permissions", List.of(Map.of("action", "publish", "path", path))));
        return Bodies.object()
                .put("action", "publish")
                .put("path", path)
                .put("token", token)
                .put("id", UUID.randomUUID().toString())
                .toString();
    }

    private static String verdict(UUID command) {
        return "{\"commandId\":\"%s\",\"status\":\"acknowledged\"}".formatted(command);
    }

    private static String over(UUID event) {
        return "{\"eventId\":\"%s\",\"metadata\":{\"over\":true}}".formatted(event);
    }

    private static String object(String owner) {
        return Bodies.object().put("objectKey", Things.idOf("objectKey", owner)).toString();
    }

    private static String link(String owner) {
        Household house = Household.of(owner);
        return Household.pair(house.camera(), house.client()).toString();
    }
}
