package io.vedette.testing;

import java.util.Map;
import java.util.function.Supplier;

/** Things that belong to somebody else, by the name that routes have for them. A route with a new name needs a line here. */
public final class Foreign {
    private static final Map<String, Supplier<String>> THINGS = Map.of("noteId", Foreign::note);

    private Foreign() {}

    public static String idOf(String variable) {
        Supplier<String> thing = THINGS.get(variable);
        if (thing == null) {
            throw new AssertionError(
                    "Nobody else owns a {%s} yet: say in Foreign how one comes to be".formatted(variable));
        }
        return thing.get();
    }

    private static String note() {
        Reply made = Visitor.signedInAs("mallory")
                .post("/notes", "{\"title\":\"not yours\"}")
                .is(201);
        return made.json().path("id").asString();
    }
}
