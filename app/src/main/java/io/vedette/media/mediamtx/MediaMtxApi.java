package io.vedette.media.mediamtx;

import static io.vedette.media.MediaProblem.MEDIA_UNAVAILABLE;

import io.vedette.media.MediaServer;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.remote.RemoteAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** MediaMTX's control API. */
final class MediaMtxApi {
    private static final String NOTHING = "";
    /** An entry of the configuration is more than two kilobytes. */
    private static final int PER_PAGE = 100;

    private static final int MOST_PAGES = 200;
    private static final Duration LATER = Duration.ofSeconds(2);

    private final String base;
    private final MediaServer server;
    private final Supplier<String> pass;
    private final JsonMapper json;

    /** @param pass makes a token that lets us in */
    MediaMtxApi(URI base, MediaServer server, Supplier<String> pass, JsonMapper json) {
        this.base = base.toString().replaceAll("/+$", "");
        this.server = server;
        this.pass = pass;
        this.json = json;
    }

    Mono<Void> put(String path, JsonNode settings) {
        return call(HttpMethod.POST, "/v3/config/paths/replace/" + path, json.writeValueAsString(settings))
                .flatMap(answer -> answer.isGood() ? Mono.empty() : refused());
    }

    Mono<Boolean> has(String path) {
        return call(HttpMethod.GET, "/v3/config/paths/get/" + path, NOTHING)
                .flatMap(answer ->
                        answer.isGood() ? Mono.just(true) : gone(answer).thenReturn(false));
    }

    /** Who sends and who reads; empty where nobody does. */
    Mono<JsonNode> path(String name) {
        return get("/v3/paths/get/" + name);
    }

    /** Empty where it is gone. */
    Mono<JsonNode> connection(String kind, String id) {
        return get("/v3/%s/get/%s".formatted(kind, id));
    }

    private Mono<JsonNode> get(String path) {
        return call(HttpMethod.GET, path, NOTHING)
                .flatMap(answer -> answer.isGood()
                        ? Mono.just(answer.body())
                        : gone(answer).then(Mono.empty()));
    }

    /** Also where there is none, it is gone then. */
    Mono<Void> delete(String path) {
        return call(HttpMethod.DELETE, "/v3/config/paths/delete/" + path, NOTHING)
                .flatMap(this::doneOrGone);
    }

    Mono<Void> kick(String kind, String id) {
        return call(HttpMethod.POST, "/v3/%s/kick/%s".formatted(kind, id), NOTHING)
                .flatMap(this::doneOrGone);
    }

    /** All there are of a kind; none where its protocol is switched off. */
    Flux<JsonNode> list(String kind) {
        return page(kind, 0)
                .expand(page -> page.number() + 1 < Math.min(page.count(), MOST_PAGES)
                        ? page(kind, page.number() + 1)
                        : Mono.empty())
                .concatMapIterable(Page::items);
    }

    /** Something that it says when it is well. */
    Mono<Said> info() {
        return call(HttpMethod.GET, "/v3/info", NOTHING, answer -> read(answer).filter(Said::isGood));
    }

    private record Page(int number, int count, Iterable<JsonNode> items) {}

    private Mono<Page> page(String kind, int number) {
        return call(HttpMethod.GET, "/v3/%s/list?page=%d&itemsPerPage=%d".formatted(kind, number, PER_PAGE), NOTHING)
                .flatMap(answer -> answer.isGood()
                        ? Mono.just(new Page(
                                number,
                                answer.body().path("pageCount").asInt(0),
                                answer.body().path("items")))
                        : gone(answer).thenReturn(new Page(number, 0, List.of())));
    }

    private Mono<Said> call(HttpMethod method, String path, String body) {
        return call(method, path, body, this::read);
    }

    private Mono<Said> call(
            HttpMethod method, String path, String body, Function<RemoteAnswer, Optional<Said>> meaning) {
        return Mono.defer(() -> server.call(new MediaServer.Request<>(
                method,
                URI.create(base + path),
                headers -> {
                    headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + pass.get());
                    headers.setContentType(MediaType.APPLICATION_JSON);
                },
                body,
                !method.equals(HttpMethod.POST),
                meaning)));
    }

    private Mono<Void> doneOrGone(Said answer) {
        return answer.isGood() ? Mono.empty() : gone(answer);
    }

    /** There is no such thing, which may be as it should. */
    private static Mono<Void> gone(Said answer) {
        return answer.status() == 404 ? Mono.empty() : refused();
    }

    /** What it says: nothing where it refuses. Whatever else answers at that address doesn't say an object. */
    record Said(int status, JsonNode body) {
        boolean isGood() {
            return !body.isMissingNode();
        }
    }

    private Optional<Said> read(RemoteAnswer answer) {
        if (!answer.isGood()) {
            return Optional.of(new Said(answer.status(), MissingNode.getInstance()));
        }
        try {
            JsonNode read = json.readTree(answer.body());
            return read.isObject() ? Optional.of(new Said(answer.status(), read)) : Optional.empty();
        } catch (JacksonException nonsense) {
            return Optional.empty();
        }
    }

    /** It understands something else by this than we do. */
    private static <T> Mono<T> refused() {
        return Mono.error(new FailureException(new Failure.Unavailable(MEDIA_UNAVAILABLE, LATER)));
    }
}
