package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.HEADERS_TOO_LARGE;
import static io.vedette.platform.failure.CommonProblem.INVALID_PARAMETER;
import static io.vedette.platform.failure.CommonProblem.MALFORMED_JSON;
import static io.vedette.platform.failure.CommonProblem.URI_TOO_LONG;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vedette.platform.failure.FailureException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Why a request cannot be read as it came. */
enum Unreadable {
    NO_HTTP,
    LINE,
    HEADERS,
    TARGET,
    BODY;

    FailureException refusal() {
        return switch (this) {
            case NO_HTTP -> INVALID_PARAMETER.because("The request is not HTTP");
            case LINE -> URI_TOO_LONG.because("The first line may hold %d bytes at most", Connections.LONGEST_LINE);
            case HEADERS ->
                HEADERS_TOO_LARGE.because("All headers may hold %d bytes at most", Connections.MOST_HEADERS);
            case TARGET -> INVALID_PARAMETER.because("The path, query or host cannot be read");
            case BODY -> MALFORMED_JSON.because("The chunks of the body cannot be read");
        };
    }

    /** Whether what follows on the connection makes sense. */
    boolean endsConnection() {
        return this != TARGET;
    }

    static Optional<Unreadable> in(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(
                    switch (request.decoderResult().cause()) {
                        case TooLongHttpLineException _ -> LINE;
                        case TooLongHttpHeaderException _ -> HEADERS;
                        default -> NO_HTTP;
                    });
        }
        String host = request.headers().get(HttpHeaderNames.HOST, "localhost");
        return isReadable("http://" + host + "/") && isTarget(request.uri()) ? Optional.empty() : Optional.of(TARGET);
    }

    private static boolean isTarget(String target) {
        return target.startsWith("/")
                ? isReadable("http://localhost" + target)
                : target.equals("*") || (target.matches("(?i)https?://.*") && isReadable(target));
    }

    private static boolean isReadable(String url) {
        try {
            return new URI(url).getHost() != null;
        } catch (URISyntaxException notOne) {
            return false;
        }
    }
}
