package io.vedette.streams;

import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.json.Json;
import io.vedette.streams.MediaMtxCrowd.Connection;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Visitor;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API of a MediaMTX: paths that are configured, and who is connected to them. */
final class MediaMtxStandIn extends MediaServing {

    static final String WEBRTC = "https://media.example.test/rtc/";

    final Map<String, ObjectNode> paths = new ConcurrentHashMap<>();
    /** As much as an entry says. */
    private static final String REST = "r".repeat(2_300);

    final MediaMtxCrowd crowd = new MediaMtxCrowd();
    final List<Connection> connections = crowd.connections;
    final Set<String> stuck = crowd.stuck;
    /** Paths that lists leave out, as pages shift while they are read. */
    final Set<String> unlisted = ConcurrentHashMap.newKeySet();

    private final boolean asks;

    /** @param asks {@code authMethod: http}; otherwise {@code jwt} */
    MediaMtxStandIn(boolean asks) {
        this.asks = asks;
    }

    @Override
    public boolean asksUs() {
        return asks;
    }

    @Override
    public String name() {
        return "mediamtx";
    }

    @Override
    public Map<String, String> environment(String url) {
        return Map.of("MEDIA_PROVIDER", name(), "MEDIAMTX_API_URL", url, "MEDIAMTX_WEBRTC_URL", WEBRTC);
    }

    @Override
    public String toString() {
        return asks ? "mediamtx asking us" : "mediamtx reading tokens";
    }

    @Override
    public String room(String session) {
        return "v-" + session;
    }

    @Override
    public String user(Gadget device) {
        return device.id() + "/1";
    }

    @Override
    public String player(Gadget device) {
        return user(device);
    }

    @Override
    public Set<String> ways(boolean sending) {
        return sending ? Set.of("whip", "rtsp", "rtmp") : Set.of("whep", "hls", "rtsp", "rtmp");
    }

    @Override
    public Duration life() {
        return Duration.ofMinutes(5);
    }

    @Override
    public JsonNode like(boolean sending) {
        return Carrier.vector("mediamtx-jwt.json", sending ? "publish-one-path" : "read-one-path", "t1/cam-7");
    }

    @Override
    public String rights() {
        return "mediamtx_permissions";
    }

    @Override
    public boolean believes(SignedJWT token, PublicKeys ours) throws Exception {
        return ours.prove(token);
    }

    @Override
    public void makeRoom(String name) {
        paths.put(name, Bodies.object());
    }

    @Override
    public boolean hasRoom(String name) {
        return paths.containsKey(name);
    }

    @Override
    public boolean enters(String token, String session, boolean sending, URI server) throws Exception {
        return enters(token, session, sending, server, "webrtcsessions").isPresent();
    }

    /** By RTSP it asks about the connection, and lists the session that comes of it. */
    Optional<Connection> enters(String token, String session, boolean sending, URI server, String kind)
            throws Exception {
        String id = UUID.randomUUID().toString();
        String asked = kind.startsWith("rtsp") ? UUID.randomUUID().toString() : id;
        if (!admits(token, session, sending, server, asked)) {
            return Optional.empty();
        }
        String subject = SignedJWT.parse(token).getJWTClaimsSet().getSubject();
        Connection made = new Connection(
                kind, id, asked, room(session), sending, asks ? "" : subject, subject.replaceAll("/.*", ""));
        connections.add(made);
        return Optional.of(made);
    }

    @Override
    public boolean isInside(Gadget device, String session) {
        return connections.stream()
                .anyMatch(each -> each.path().equals(room(session))
                        && each.device().equals(device.id().toString()));
    }

    @Override
    public boolean admits(String token, String session, boolean sending, URI server) throws Exception {
        return admits(token, session, sending, server, UUID.randomUUID().toString());
    }

    private boolean admits(String token, String session, boolean sending, URI server, String id) throws Exception {
        String action = sending ? "publish" : "read";
        return hasRoom(room(session))
                && (asks
                        ? Visitor.at(server)
                                        .post(
                                                "/media/mediamtx/auth",
                                                arrival(action, token, session)
                                                        .put("id", id)
                                                        .toString())
                                        .status()
                                == 204
                        : allows(SignedJWT.parse(token), action, session, server));
    }

    private boolean allows(SignedJWT token, String action, String session, URI server) throws Exception {
        return believes(token, new PublicKeys(server))
                && token.getJWTClaimsSet().getExpirationTime().toInstant().isAfter(Instant.now())
                && token.getJWTClaimsSet()
                        .getListClaim("mediamtx_permissions")
                        .contains(Map.of("action", action, "path", room(session)));
    }

    ObjectNode arrival(String action, String token, String session) {
        return Bodies.object()
                .put("ip", "203.0.113.9")
                .put("user", "")
                .put("password", "")
                .put("token", token)
                .put("action", action)
                .put("path", room(session))
                .put("protocol", "webrtc")
                .put("id", UUID.randomUUID().toString())
                .put("query", "")
                .put("userAgent", "GStreamer");
    }

    /** A restart: what was configured by the API is gone, and so is everybody. */
    void restart() {
        paths.clear();
        connections.clear();
    }

    long writes() {
        return received.stream().filter(this::makesRoom).count();
    }

    @Override
    boolean makesRoom(Received call) {
        return call.path().contains("/config/paths/replace/");
    }

    @Override
    Mono<Void> answer(Received call, HttpServerResponse response) {
        String[] steps = call.path().replaceAll("\\?.*", "").substring(1).split("/", -1);
        if (!isLetIn(call)) {
            return say(response, 401, error("authentication error"));
        }
        return switch (steps[1]) {
            case "paths" -> paths.containsKey(steps[3]) ? say(response, 200, crowd.path(steps[3])) : missing(response);
            case "info" -> say(response, 200, Bodies.object().put("version", "v1.20.1"));
            case "config" -> config(call, steps[3], steps.length > 4 ? steps[4] : "", response);
            default -> crowd.answer(call, steps, response);
        };
    }

    private static boolean isLetIn(Received call) {
        try {
            return SignedJWT.parse(call.header("Authorization").replace("Bearer ", ""))
                    .getJWTClaimsSet()
                    .getListClaim("mediamtx_permissions")
                    .contains(Map.of("action", "api"));
        } catch (ParseException stranger) {
            return false;
        }
    }

    private Mono<Void> config(Received call, String verb, String name, HttpServerResponse response) {
        switch (verb) {
            case "list" -> {
                List<ObjectNode> all = new ArrayList<>(List.of(Bodies.object().put("name", "all_others")));
                paths.keySet().stream()
                        .filter(each -> !unlisted.contains(each))
                        .forEach(each ->
                                all.add(Bodies.object().put("name", each).put("runOnInit", REST)));
                return say(response, 200, crowd.page(call, all));
            }
            case "replace" -> paths.put(name, Json.jsonMapper().readValue(call.body(), ObjectNode.class));
            case "get" -> {
                return paths.containsKey(name) ? say(response, 200, paths.get(name)) : missing(response);
            }
            case "delete" -> {
                if (paths.remove(name) == null) {
                    return missing(response);
                }
                connections.removeIf(each -> each.path().equals(name));
            }
            default -> throw new IllegalArgumentException(call.path());
        }
        return say(response, 200, Bodies.object().put("status", "ok"));
    }

    static Mono<Void> missing(HttpServerResponse response) {
        return say(response, 404, error("not found"));
    }

    static ObjectNode error(String text) {
        return Bodies.object().put("status", "error").put("error", text);
    }

    static Mono<Void> say(HttpServerResponse response, int status, ObjectNode body) {
        return response.status(status).sendString(Mono.just(body.toString())).then();
    }
}
