package io.vedette.streams;

import com.nimbusds.jwt.SignedJWT;
import io.vedette.platform.json.Json;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.StandIn;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API of a MediaMTX: paths that are configured, and who is connected to them. */
final class MediaMtxStandIn extends StandIn implements MediaServing {
    /** Of the others it knows nothing as long as nobody has come so: they are switched off. */
    private static final Set<String> KINDS =
            Set.of("webrtcsessions", "hlssessions", "rtspsessions", "rtspconns", "rtmpconns");

    private static final int PER_PAGE = 2;

    static final String WEBRTC = "https://media.example.test/rtc/";

    /** Somebody who sends or sees. */
    record Connection(String kind, String id, String path, String user) {}

    final Map<String, ObjectNode> paths = new ConcurrentHashMap<>();
    final List<Connection> connections = new CopyOnWriteArrayList<>();

    MediaMtxStandIn() {
        super(SILENT);
        behave();
    }

    @Override
    public void behave() {
        always(this::answer);
    }

    @Override
    public boolean asksUs() {
        return true;
    }

    @Override
    public Queue<Received> received() {
        return received;
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
    public String room(String session) {
        return "v-" + session;
    }

    @Override
    public String user(Gadget device) {
        return device.id().toString();
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
    public void join(Gadget device, String session) {
        join(device, session, "webrtcsessions");
    }

    Connection join(Gadget device, String session, String kind) {
        Connection connection = new Connection(kind, UUID.randomUUID().toString(), room(session), user(device));
        connections.add(connection);
        return connection;
    }

    @Override
    public boolean isInside(Gadget device, String session) {
        return connections.stream()
                .anyMatch(
                        each -> each.path().equals(room(session)) && each.user().equals(user(device)));
    }

    /** It asks our server, as {@code authMethod: http} has it. */
    @Override
    public boolean admits(String token, String session, boolean sending, URI server) {
        ObjectNode arrival = arrival(sending ? "publish" : "read", token, session);
        return hasRoom(room(session))
                && Visitor.at(server)
                                .post("/media/mediamtx/auth", arrival.toString())
                                .status()
                        == 204;
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
        return received.stream()
                .filter(call -> call.path().contains("/config/paths/replace/"))
                .count();
    }

    private Mono<Void> answer(Received call, HttpServerResponse response) {
        String[] steps = call.path().replaceAll("\\?.*", "").substring(1).split("/", -1);
        if (!isLetIn(call)) {
            return say(response, 401, error("authentication error"));
        }
        return switch (steps[1]) {
            case "info" -> say(response, 200, Bodies.object().put("version", "v1.20.1"));
            case "config" -> config(call, steps[3], steps.length > 4 ? steps[4] : "", response);
            default -> connected(call, steps, response);
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
                paths.keySet().forEach(each -> all.add(Bodies.object().put("name", each)));
                return say(response, 200, page(call, all));
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

    private Mono<Void> connected(Received call, String[] steps, HttpServerResponse response) {
        String kind = steps[1];
        if (!KINDS.contains(kind)
                && connections.stream().noneMatch(each -> each.kind().equals(kind))) {
            return missing(response);
        }
        if (steps[2].equals("kick")) {
            return connections.removeIf(
                            each -> each.kind().equals(kind) && each.id().equals(steps[3]))
                    ? say(response, 200, Bodies.object().put("status", "ok"))
                    : missing(response);
        }
        return say(
                response,
                200,
                page(
                        call,
                        connections.stream()
                                .filter(each -> each.kind().equals(kind))
                                .map(each -> Bodies.object()
                                        .put("id", each.id())
                                        .put("path", each.path())
                                        .put("user", each.user()))
                                .toList()));
    }

    /** Smaller than it is asked for: so that there is always a second one. */
    private static ObjectNode page(Received call, List<ObjectNode> all) {
        int number = Integer.parseInt(call.path().replaceAll(".*[?&]page=([0-9]+).*", "$1"));
        ObjectNode page =
                Bodies.object().put("itemCount", all.size()).put("pageCount", (all.size() + PER_PAGE - 1) / PER_PAGE);
        all.stream().skip((long) number * PER_PAGE).limit(PER_PAGE).forEach(page.putArray("items")::add);
        return page;
    }

    private static Mono<Void> missing(HttpServerResponse response) {
        return say(response, 404, error("not found"));
    }

    private static ObjectNode error(String text) {
        return Bodies.object().put("status", "error").put("error", text);
    }

    private static Mono<Void> say(HttpServerResponse response, int status, ObjectNode body) {
        return response.status(status).sendString(Mono.just(body.toString())).then();
    }
}
