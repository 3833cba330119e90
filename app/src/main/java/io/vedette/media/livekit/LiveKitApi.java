package io.vedette.media.livekit;

import static io.vedette.media.MediaProblem.MEDIA_UNAVAILABLE;

import io.vedette.media.MediaServer;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.remote.RemoteAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** LiveKit's server API (Twirp), as far as rooms go. */
final class LiveKitApi {
    private static final Duration PASS_LIFE = Duration.ofMinutes(1);
    private static final Duration LATER = Duration.ofSeconds(2);
    private static final String NOTHING = "";

    private final URI base;
    private final MediaServer server;
    private final LiveKitTokens tokens;
    private final JsonMapper json;

    LiveKitApi(URI url, MediaServer server, LiveKitTokens tokens, JsonMapper json) {
        this.base = URI.create(url.toString().replaceFirst("^ws", "http").replaceAll("/+$", ""));
        this.server = server;
        this.tokens = tokens;
        this.json = json;
    }

    /** Where there is one of that name already, it stays as it is. */
    Mono<Void> create(String room, Duration empty, Duration departed) {
        return call(
                        "CreateRoom",
                        Map.of("roomCreate", true),
                        Map.of(
                                "name", room,
                                "emptyTimeout", empty.toSeconds(),
                                "departureTimeout", departed.toSeconds()))
                .then();
    }

    Mono<Void> delete(String room) {
        return call("DeleteRoom", Map.of("roomCreate", true), Map.of("room", room))
                .then();
    }

    /** Only sends them away: their token lets them in again until it ends. */
    Mono<Void> remove(String room, String identity) {
        return call(
                        "RemoveParticipant",
                        Map.of("roomAdmin", true, "room", room),
                        Map.of("room", room, "identity", identity))
                .then();
    }

    Flux<JsonNode> participants(String room) {
        return call("ListParticipants", Map.of("roomAdmin", true, "room", room), Map.of("room", room))
                .flatMapIterable(answer -> answer.path("participants"));
    }

    /** Of these, or of all if none is named, those that are there. */
    Flux<String> rooms(List<String> names) {
        return call("ListRooms", Map.of("roomList", true), Map.of("names", names))
                .flatMapIterable(answer -> answer.path("rooms"))
                .map(room -> room.path("name").asString(""));
    }

    /** What it says of itself, to anybody. */
    Mono<RemoteAnswer> health() {
        return server.call(new MediaServer.Request<>(
                HttpMethod.GET,
                URI.create(base + "/"),
                _ -> {},
                NOTHING,
                true,
                answer -> Optional.of(answer).filter(RemoteAnswer::isGood)));
    }

    /** Empty where there is no such thing, which may be as it should. */
    private Mono<JsonNode> call(String method, Map<String, Object> grants, Map<String, Object> request) {
        return Mono.defer(() -> server.call(new MediaServer.Request<>(
                        HttpMethod.POST,
                        URI.create(base + "/twirp/livekit.RoomService/" + method),
                        headers -> {
                            headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.own(grants, PASS_LIFE));
                            headers.setContentType(MediaType.APPLICATION_JSON);
                        },
                        json.writeValueAsString(request),
                        method.startsWith("List") || method.startsWith("Delete"),
                        this::read)))
                .flatMap(said -> said.isGood() ? Mono.just(said.body()) : gone(said));
    }

    private record Said(int status, JsonNode body) {
        boolean isGood() {
            return status < 300;
        }
    }

    /** Whatever else answers at that address doesn't say an object. */
    private Optional<Said> read(RemoteAnswer answer) {
        try {
            JsonNode read = json.readTree(answer.body());
            return read.isObject() ? Optional.of(new Said(answer.status(), read)) : Optional.empty();
        } catch (JacksonException nonsense) {
            return Optional.empty();
        }
    }

    private static Mono<JsonNode> gone(Said said) {
        boolean isGone =
                said.status() == 404 && said.body().path("code").asString("").equals("not_found");
        return isGone ? Mono.empty() : refused();
    }

    /** It understands something else by this than we do. */
    private static <T> Mono<T> refused() {
        return Mono.error(() -> new FailureException(new Failure.Unavailable(MEDIA_UNAVAILABLE, LATER)));
    }
}
