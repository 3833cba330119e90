package io.vedette.streams;

import static io.vedette.streams.MediaMtxStandIn.error;
import static io.vedette.streams.MediaMtxStandIn.missing;
import static io.vedette.streams.MediaMtxStandIn.say;

import io.vedette.testing.Bodies;
import io.vedette.testing.faults.StandIn.Received;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** Who is connected to a MediaMTX, and what it says of them. */
final class MediaMtxCrowd {
    /** Of the others it knows nothing as long as nobody has come so: they are switched off. */
    private static final Set<String> KINDS =
            Set.of("webrtcsessions", "hlssessions", "rtspsessions", "rtspconns", "rtmpconns");

    private static final Map<String, String> TYPES = Map.of(
            "webrtcsessions", "webRTCSession",
            "hlssessions", "hlsSession",
            "rtspsessions", "rtspSession",
            "rtspssessions", "rtspsSession",
            "rtmpconns", "rtmpConn",
            "rtmpsconns", "rtmpsConn",
            "srtconns", "srtConn");

    /** Smaller than it is asked for: so that there is always a second one. */
    private static final int FEW = 2;

    /** No page has more than it is asked for. */
    volatile int most = FEW;

    /**
     * Somebody who sends or sees.
     *
     * @param asked by which id it asked us about them
     * @param user as its lists say it
     * @param device who it is in truth
     */
    record Connection(String kind, String id, String asked, String path, boolean sending, String user, String device) {
        /** Whatever else it called itself as it came. */
        Connection as(String name) {
            return new Connection(kind, id, asked, path, sending, name, device);
        }
    }

    final List<Connection> connections = new CopyOnWriteArrayList<>();
    /** Those that can't be kicked. */
    final Set<String> stuck = ConcurrentHashMap.newKeySet();

    /** Of who is there it tells only by which id. */
    ObjectNode path(String name) {
        ObjectNode path = Bodies.object().put("name", name).putNull("source");
        var readers = path.putArray("readers");
        readers.addObject().put("type", "hidden").put("id", "");
        connections.stream().filter(each -> each.path().equals(name)).forEach(each -> {
            ObjectNode said = Bodies.object()
                    .put("type", Objects.requireNonNull(TYPES.get(each.kind())))
                    .put("id", each.id());
            if (each.sending()) {
                path.set("source", said);
            } else {
                readers.add(said);
            }
        });
        return path;
    }

    Mono<Void> answer(Received call, String[] steps, HttpServerResponse response) {
        String kind = steps[1];
        if (!KINDS.contains(kind)
                && connections.stream().noneMatch(each -> each.kind().equals(kind))) {
            return missing(response);
        }
        List<Connection> known = connections.stream()
                .filter(each -> each.kind().equals(kind)
                        && (steps[2].equals("list") || each.id().equals(steps[3])))
                .toList();
        if (steps[2].equals("list")) {
            return say(
                    response,
                    200,
                    page(call, known.stream().map(MediaMtxCrowd::said).toList()));
        }
        if (known.isEmpty()) {
            return missing(response);
        }
        if (steps[2].equals("get")) {
            return say(response, 200, said(known.getFirst()));
        }
        if (stuck.contains(steps[3])) {
            return say(response, 400, error("no"));
        }
        connections.removeAll(known);
        return say(response, 200, Bodies.object().put("status", "ok"));
    }

    private static ObjectNode said(Connection connection) {
        ObjectNode said = Bodies.object()
                .put("id", connection.id())
                .put("path", connection.path())
                .put("user", connection.user());
        if (connection.kind().startsWith("rtsp")) {
            said.putArray("conns").add(connection.asked());
        }
        return said;
    }

    ObjectNode page(Received call, List<ObjectNode> all) {
        int number = asked(call, "page");
        int size = Math.min(asked(call, "itemsPerPage"), most);
        ObjectNode page = Bodies.object().put("itemCount", all.size()).put("pageCount", (all.size() + size - 1) / size);
        all.stream().skip((long) number * size).limit(size).forEach(page.putArray("items")::add);
        return page;
    }

    private static int asked(Received call, String name) {
        return Integer.parseInt(call.path().replaceAll(".*[?&]" + name + "=([0-9]+).*", "$1"));
    }
}
