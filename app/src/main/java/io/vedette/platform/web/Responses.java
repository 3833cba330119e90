package io.vedette.platform.web;

import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.operation.CallerKind;
import io.vedette.platform.operation.Many;
import io.vedette.platform.operation.Outcome;
import io.vedette.platform.operation.Outcome.Answered;
import io.vedette.platform.operation.Outcome.Failed;
import io.vedette.platform.operation.Text;
import io.vedette.platform.web.AnswerStyle.Rendered;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.function.server.ServerResponse.BodyBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Says over HTTP how a call ended. */
@Component
final class Responses {
    private final JsonMapper json;

    Responses(JsonMapper json) {
        this.json = json;
    }

    Mono<ServerResponse> write(AnswerStyle style, Route route, Outcome outcome) {
        return switch (outcome) {
            case Answered answered -> answered(answered);
            case Failed(Failure failure) -> {
                boolean basic = route.operation().callers().contains(CallerKind.OPERATOR);
                yield failed(style, failure, headers -> challenge(basic, failure, headers));
            }
        };
    }

    Mono<ServerResponse> failed(AnswerStyle style, Failure failure, Consumer<HttpHeaders> more) {
        Rendered rendered = style.render(failure);
        BodyBuilder response = ServerResponse.status(rendered.status())
                .headers(headers -> advise(failure, headers))
                .headers(more);
        return rendered.mediaType() == null || rendered.body() == null
                ? response.build()
                : response.contentType(MediaType.parseMediaType(rendered.mediaType()))
                        .bodyValue(json.writeValueAsBytes(rendered.body()));
    }

    /** Answers are a caller's own, and of the moment: nobody on the way may keep them. */
    private Mono<ServerResponse> answered(Answered answered) {
        BodyBuilder response = ServerResponse.status(answered.status()).cacheControl(CacheControl.noStore());
        answered.headers().forEach(header -> response.header(header.name(), header.value()));
        return switch (answered.body()) {
            case null -> response.build();
            case Text(String mediaType, String content) ->
                response.contentType(MediaType.parseMediaType(mediaType)).bodyValue(content);
            case Many many -> many(response.contentType(MediaType.APPLICATION_JSON), new Pieces(many, json));
            case Object body ->
                response.contentType(MediaType.APPLICATION_JSON).bodyValue(json.writeValueAsBytes(body));
        };
    }

    /** Who reads slowly keeps the server from writing the rest, and not the rest in its memory. */
    private static Mono<ServerResponse> many(BodyBuilder response, Pieces pieces) {
        byte[] first = pieces.next();
        return pieces.hasNext()
                ? response.body(
                        BodyInserters.fromDataBuffers(Flux.concat(Mono.just(first), Flux.fromIterable(() -> pieces))
                                .map(DefaultDataBufferFactory.sharedInstance::wrap)))
                : response.bodyValue(first);
    }

    /** Asks for what would be believed. Browsers ask their visitor for a name and a password. */
    static void challenge(boolean basic, Failure failure, HttpHeaders headers) {
        if (failure.problem().status() == 401) {
            headers.set(
                    HttpHeaders.WWW_AUTHENTICATE,
                    basic ? "Basic realm=\"Vedette\", charset=\"UTF-8\"" : "Bearer realm=\"vedette\"");
        }
    }

    /** What every refusal says beside its body, whoever gives it. */
    static void advise(Failure failure, HttpHeaders headers) {
        headers.setCacheControl(CacheControl.noStore());
        if (failure.problem() == CommonProblem.REQUEST_TIMEOUT) {
            headers.setConnection("close"); // the rest of the body may still come
        }
        switch (failure) {
            case Failure.Limited(long limit, long remaining, Duration wait) -> {
                headers.set(HttpHeaders.RETRY_AFTER, seconds(wait));
                headers.set("X-Retry-After", seconds(wait)); // the one that Better Auth's client reads
                headers.set("RateLimit-Limit", Long.toString(limit));
                headers.set("RateLimit-Remaining", Long.toString(remaining));
                headers.set("RateLimit-Reset", seconds(wait));
            }
            case Failure.Unavailable away -> headers.set(HttpHeaders.RETRY_AFTER, seconds(away.retryAfter()));
            case Failure.Refused _, Failure.Invalid _, Failure.Broken _ -> {}
        }
    }

    /** Rounded up: who comes back exactly then must find room. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
