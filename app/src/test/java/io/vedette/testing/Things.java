package io.vedette.testing;

import io.vedette.devices.Device;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Things that belong to somebody, by the name that routes have for them. A route with a new name needs a line here. */
public final class Things {
    public static final UUID CALLING_DEVICE = UUID.fromString("00000000-0000-7000-8000-00000000000a");

    private static final Map<String, UnaryOperator<String>> MAKERS =
            Map.of("noteId", Things::note, "deviceId", Things::device);

    private Things() {}

    /** The id of a new one that this user owns. */
    public static String idOf(String variable, String owner) {
        UnaryOperator<String> maker = MAKERS.get(variable);
        if (maker == null) {
            throw new AssertionError("Nobody owns a {%s} yet: say in Things how one comes to be".formatted(variable));
        }
        return maker.apply(owner);
    }

    /** Ada's is the one that calls by itself, so that it is allowed what only the device itself is. */
    private static String device(String owner) {
        DeviceRows rows = new DeviceRows(TestServer.running().database());
        return (owner.equals("ada") ? rows.camera(CALLING_DEVICE) : rows.of(owner, Device.Role.CAMERA)).toString();
    }

    private static String note(String owner) {
        Reply made =
                Visitor.signedInAs(owner).post("/notes", "{\"title\":\"mine\"}").is(201);
        return made.json().path("id").asString();
    }
}
