package io.vedette.testing;

import java.util.Map;
import java.util.function.UnaryOperator;

/** Things that belong to somebody, by the name that routes have for them. A route with a new name needs a line here. */
public final class Things {
    private static final Map<String, UnaryOperator<String>> MAKERS =
            Map.of("noteId", Things::note, "deviceId", Things::device, "linkId", Things::link);

    private Things() {}

    /** The id of a new one that this user owns. */
    public static String idOf(String variable, String owner) {
        UnaryOperator<String> maker = MAKERS.get(variable);
        if (maker == null) {
            throw new AssertionError("Nobody owns a {%s} yet: say in Things how one comes to be".formatted(variable));
        }
        return maker.apply(owner);
    }

    private static String device(String owner) {
        return Household.of(owner).camera().id().toString();
    }

    private static String link(String owner) {
        Household house = Household.of(owner);
        return house.link(house.camera(), house.client())
                .is(201)
                .json()
                .path("id")
                .asString();
    }

    private static String note(String owner) {
        Reply made =
                Visitor.signedInAs(owner).post("/notes", "{\"title\":\"mine\"}").is(201);
        return made.json().path("id").asString();
    }
}
