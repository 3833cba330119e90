package io.vedette.testing;

import io.vedette.platform.data.DatabaseUrl;
import java.net.URI;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who is signed in and has devices. */
public final class Household {
    private final URI server;
    private final String userId;

    private Household(URI server, String userId) {
        this.server = server;
        this.userId = userId;
    }

    /** A device as its owner got it. */
    public record Gadget(URI server, UUID id, String token) {
        /** Who calls with its token. */
        public Visitor calls() {
            return Visitor.at(server).bearing(token);
        }

        public Reply beats() {
            return calls().post("/devices/" + id + "/heartbeat", "{}");
        }

        public String auth() {
            return "{\"token\":\"%s\"}".formatted(token);
        }
    }

    public static Household fresh() {
        return at(TestServer.running());
    }

    public static Household at(TestServer server) {
        return of(server, UUID.randomUUID().toString().replace("-", ""));
    }

    /** That of a user of this id, whether there was one before or not. */
    public static Household of(String userId) {
        return of(TestServer.running(), userId);
    }

    public static Household of(TestServer server, String userId) {
        return of(server, userId, server.database());
    }

    /** @param database that of the server, where it was told which */
    public static Household of(TestServer server, String userId, DatabaseUrl database) {
        return of(server.url(), userId, database);
    }

    /** The same at a server of another process. */
    public static Household of(URI server, String userId, DatabaseUrl database) {
        TestDatabase.execute(database, """
                insert into "user" (id, name, email, "emailVerified") values ('%1$s', 'Ada', '%1$s@example.test', true)
                on conflict do nothing
                """.formatted(userId));
        return new Household(server, userId);
    }

    public String userId() {
        return userId;
    }

    public Visitor owner() {
        return Visitor.at(server).bearing("user-" + userId);
    }

    public Gadget camera() {
        return device("camera");
    }

    public Gadget client() {
        return device("client");
    }

    private Gadget device(String role) {
        return gadget(register(role).is(201));
    }

    public Reply register(String role) {
        return owner().post("/devices/register", introduction(role).toString());
    }

    public static ObjectNode introduction(String role) {
        return Bodies.object().put("name", "A " + role).put("role", role);
    }

    public Gadget gadget(Reply registered) {
        return new Gadget(
                server,
                UUID.fromString(registered.json().at("/device/id").asString()),
                registered.json().path("deviceToken").asString());
    }

    public Reply link(Gadget camera, Gadget client) {
        return owner().post("/device-links", pair(camera, client).toString());
    }

    public static ObjectNode pair(Gadget camera, Gadget client) {
        return Bodies.object()
                .put("cameraDeviceId", camera.id().toString())
                .put("clientDeviceId", client.id().toString());
    }

    public Reply patch(Gadget device, ObjectNode changes) {
        return owner().send("PATCH", "/devices/" + device.id(), changes.toString());
    }
}
