package io.vedette.streams;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.json.Json;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API of a LiveKit: rooms, and who is in them. */
final class LiveKitStandIn extends MediaServing {
    static final String URL = "wss://live.example.test";
    static final String KEY = "APIvector0001";
    /** As much as a room has of them. */
    private static final String CODECS = "c".repeat(700);

    static final String SECRET = "vector-secret-0123456789abcdef0123456789abcdef";

    /** Who is in them: whoever comes with the name of somebody inside is that one from then on. */
    final Map<String, Set<String>> rooms = new ConcurrentHashMap<>();

    /** Those that can't be closed. */
    final Set<String> stuck = ConcurrentHashMap.newKeySet();

    /** For how long each waits for somebody. */
    private final Map<String, Duration> patience = new ConcurrentHashMap<>();

    @Override
    public boolean asksUs() {
        return false;
    }

    @Override
    public String name() {
        return "livekit";
    }

    @Override
    public Map<String, String> environment(String url) {
        return Map.of(
                "MEDIA_PROVIDER",
                name(),
                "LIVEKIT_URL",
                URL,
                "LIVEKIT_API_URL",
                url,
                "LIVEKIT_API_KEY",
                KEY,
                "LIVEKIT_API_SECRET",
                SECRET);
    }

    @Override
    public String room(String session) {
        return "vedette-" + session;
    }

    @Override
    public String user(Gadget device) {
        return user(device, 1);
    }

    private static String user(Gadget device, int version) {
        return "device:%s/%d".formatted(device.id(), version);
    }

    @Override
    public Set<String> ways(boolean sending) {
        return Set.of("livekit");
    }

    @Override
    public Duration life() {
        return Duration.ofMinutes(5);
    }

    @Override
    public JsonNode like(boolean sending) {
        return Carrier.vector("livekit-access-token.json", sending ? "camera-publisher" : "viewer", "cam-7");
    }

    @Override
    public String rights() {
        return "video";
    }

    @Override
    public boolean believes(SignedJWT token, PublicKeys ours) throws Exception {
        return token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
                && token.verify(new MACVerifier(SECRET))
                && token.getJWTClaimsSet().getIssuer().equals(KEY);
    }

    @Override
    public void makeRoom(String name) {
        rooms.put(name, ConcurrentHashMap.newKeySet());
    }

    @Override
    public boolean hasRoom(String name) {
        return rooms.containsKey(name);
    }

    @Override
    public boolean enters(String token, String session, boolean sending, URI server) throws Exception {
        if (!admits(token, session, sending, server)) {
            return false;
        }
        inside(room(session)).add(SignedJWT.parse(token).getJWTClaimsSet().getSubject());
        return true;
    }

    @Override
    public boolean isInside(Gadget device, String session) {
        return isInside(device, 1, session);
    }

    boolean isInside(Gadget device, int version, String session) {
        return inside(room(session)).contains(user(device, version));
    }

    private Set<String> inside(String room) {
        return rooms.getOrDefault(room, ConcurrentHashMap.newKeySet());
    }

    /** As it does where {@code room.auto_create} is off. */
    @Override
    public boolean admits(String token, String session, boolean sending, URI server) throws Exception {
        SignedJWT shown = SignedJWT.parse(token);
        Map<String, Object> grants = shown.getJWTClaimsSet().getJSONObjectClaim("video");
        return believes(shown, new PublicKeys(server))
                && shown.getJWTClaimsSet().getExpirationTime().toInstant().isAfter(Instant.now())
                && Boolean.TRUE.equals(grants.get("roomJoin"))
                && room(session).equals(grants.get("room"))
                && hasRoom(room(session))
                && !Boolean.FALSE.equals(grants.get(sending ? "canPublish" : "canSubscribe"));
    }

    @Override
    boolean makesRoom(Received call) {
        return call.path().endsWith("/CreateRoom");
    }

    @Override
    Mono<Void> answer(Received call, HttpServerResponse response) {
        if (call.path().equals("/")) {
            return response.sendString(Mono.just("OK")).then();
        }
        JsonNode request = Json.jsonMapper().readTree(call.body());
        String room = request.path("room").asString(request.path("name").asString(""));
        String method = call.path().replaceAll(".*/", "");
        String grant = switch (method) {
            case "CreateRoom", "DeleteRoom" -> "roomCreate";
            case "ListRooms" -> "roomList";
            default -> "roomAdmin";
        };
        if (!has(call, grant, room)) {
            return say(response, 401, error("unauthenticated", "permissions denied"));
        }
        return switch (method) {
            case "CreateRoom" -> {
                rooms.computeIfAbsent(room, _ -> ConcurrentHashMap.newKeySet());
                patience.putIfAbsent(room, patience(request));
                yield say(response, 200, Bodies.object().put("sid", "RM_1").put("name", room));
            }
            case "DeleteRoom" ->
                stuck.contains(room)
                        ? say(response, 500, error("internal", "could not find node"))
                        : done(response, rooms.remove(room) != null);
            case "ListRooms" -> say(response, 200, list(request.path("names")));
            case "RemoveParticipant" ->
                done(response, inside(room).remove(request.path("identity").asString()));
            case "ListParticipants" -> say(response, 200, participants(room));
            default -> say(response, 404, error("bad_route", "no handler"));
        };
    }

    /** The shorter of the two: whether somebody has ever come is all the same. */
    private static Duration patience(JsonNode request) {
        return Duration.ofSeconds(Math.min(
                request.path("emptyTimeout").asLong(300),
                request.path("departureTimeout").asLong(20)));
    }

    /** As if so much time had gone by: rooms without anybody close. */
    void passes(Duration time) {
        rooms.entrySet()
                .removeIf(room -> room.getValue().isEmpty()
                        && patience.getOrDefault(room.getKey(), Duration.ofMinutes(5))
                                        .compareTo(time)
                                <= 0);
    }

    private static boolean has(Received call, String grant, String room) {
        try {
            SignedJWT token = SignedJWT.parse(call.header("Authorization").replace("Bearer ", ""));
            Map<String, Object> grants = token.getJWTClaimsSet().getJSONObjectClaim("video");
            return token.verify(new MACVerifier(SECRET))
                    && token.getJWTClaimsSet().getIssuer().equals(KEY)
                    && Boolean.TRUE.equals(grants.get(grant))
                    && (!grant.equals("roomAdmin") || room.equals(grants.get("room")));
        } catch (ParseException | JOSEException stranger) {
            return false;
        }
    }

    private ObjectNode list(JsonNode names) {
        ObjectNode answer = Bodies.object();
        var all = answer.putArray("rooms");
        rooms.keySet().stream()
                .filter(room -> names.isEmpty()
                        || names.valueStream().anyMatch(name -> name.asString().equals(room)))
                .forEach(room -> all.addObject()
                        .put("name", room)
                        .put("num_participants", 0)
                        .put("enabled_codecs", CODECS));
        return answer;
    }

    private ObjectNode participants(String room) {
        ObjectNode answer = Bodies.object();
        var all = answer.putArray("participants");
        inside(room)
                .forEach(identity -> all.addObject()
                        .put("sid", "PA_1")
                        .put("identity", identity)
                        .put("state", "ACTIVE"));
        return answer;
    }

    private static Mono<Void> done(HttpServerResponse response, boolean found) {
        return found
                ? say(response, 200, Bodies.object())
                : say(response, 404, error("not_found", "requested room does not exist"));
    }

    private static ObjectNode error(String code, String text) {
        return Bodies.object().put("code", code).put("msg", text);
    }

    private static Mono<Void> say(HttpServerResponse response, int status, ObjectNode body) {
        return response.status(status).sendString(Mono.just(body.toString())).then();
    }
}
