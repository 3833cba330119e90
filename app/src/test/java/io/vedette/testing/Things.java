package io.vedette.testing;

import java.util.Map;
import java.util.function.UnaryOperator;

/** Things that belong to somebody, by the name that inputs have for them. An input with a new name needs a line here. */
public final class Things {
    private static final Map<String, UnaryOperator<String>> MAKERS = Map.of(
            "noteId", Things::note,
            "deviceId", Things::device,
            "linkId", owner -> link(owner, "id"),
            "cameraDeviceId", owner -> link(owner, "cameraDeviceId"),
            "clientDeviceId", owner -> link(owner, "clientDeviceId"));

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

    private static String device(String owner) {
        return Household.of(owner).camera().id().toString();
    }

    private static String link(String owner, String part) {
        Household house = Household.of(owner);
        return house.link(house.camera(), house.client())
                .is(201)
                .json()
                .path(part)
                .asString();
    }

    private static String note(String owner) {
        Reply made =
                Visitor.signedInAs(owner).post("/notes", "{\"title\":\"mine\"}").is(201);
        return made.json().path("id").asString();
    }
}
