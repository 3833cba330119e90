package io.vedette.streams;

import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.json.Json;
import io.vedette.testing.Household.Gadget;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whoever carries pictures, as the tests of all of them see it. */
interface Carrier extends AutoCloseable {
    /** As sessions call it. */
    String name();

    /** What it calls a session. */
    String room(String session);

    /** What it calls a device. */
    String user(Gadget device);

    /** The same, in a player. */
    default String player(Gadget device) {
        return device.id().toString();
    }

    /** The ways to send, and those to see. */
    Set<String> ways(boolean sending);

    /** How long its tokens hold. */
    Duration life();

    /** A token of this kind as others have made it: its claims, the room being {@code ROOM}. */
    JsonNode like(boolean sending);

    /** The claim that says what a device may do. */
    String rights();

    /** Whether it was signed by whom this provider believes. */
    boolean believes(SignedJWT token, PublicKeys ours) throws Exception;

    @Override
    void close();

    /** Of tokens that others have made, what one of that name says. */
    static JsonNode vector(String file, String name, String room) {
        try (InputStream in = Objects.requireNonNull(Carrier.class.getResourceAsStream("/contracts/" + file))) {
            JsonNode claims = Json.jsonMapper()
                    .readTree(in)
                    .path("cases")
                    .valueStream()
                    .filter(each -> each.path("name").asString().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .path("claims");
            return Json.jsonMapper().readTree(claims.toString().replace('"' + room + '"', "\"ROOM\""));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
