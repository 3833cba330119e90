package io.vedette.platform.web;

import static io.vedette.platform.failure.CommonProblem.MALFORMED_JSON;
import static io.vedette.platform.failure.CommonProblem.PAYLOAD_TOO_LARGE;
import static io.vedette.platform.failure.CommonProblem.REQUEST_TIMEOUT;
import static io.vedette.platform.failure.CommonProblem.UNSUPPORTED_MEDIA_TYPE;

import io.netty.channel.ChannelException;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.ops.Dropped;
import io.vedette.platform.web.Route.Body;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON bodies, never more than fits. */
@Component
final class Bodies {
    private static final int MAX_BYTES = 256 * 1024;

    private static final byte[] NOTHING = {};

    private final JsonMapper json;

    Bodies(JsonMapper json) {
        this.json = json;
    }

    /** Empty when there is no body at all. */
    Mono<Optional<JsonNode>> read(ServerHttpRequest request, AnswerStyle style, Route route) {
        return Mono.defer(() -> {
            if (request.getHeaders().getContentLength() > MAX_BYTES) {
                throw tooLarge();
            }
            Mono<byte[]> bytes = DataBufferUtils.join(request.getBody(), MAX_BYTES)
                    .contextWrite(Dropped.UNNOTICED) // reactor-netty tells twice of a body that breaks off
                    .onErrorMap(ChannelException.class, _ -> REQUEST_TIMEOUT.because("The body came too slowly"))
                    .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                    .map(Bodies::bytes);
            return route.body() == Body.SIGNED
                    ? bytes.defaultIfEmpty(NOTHING).map(body -> Optional.of(letter(body, request.getHeaders(), route)))
                    : bytes.filter(body -> body.length > 0)
                            .filter(_ -> style.takesForJson(typeOf(request.getHeaders())))
                            .map(body -> parse(body, request.getHeaders(), route.body() == Body.JSON_OR_FORM))
                            .filter(json -> !json.isMissingNode())
                            .map(Optional::of)
                            .defaultIfEmpty(style.bodyOfNothing(json));
        });
    }

    private JsonNode letter(byte[] body, HttpHeaders headers, Route route) {
        ObjectNode letter = json.createObjectNode().put(Route.SIGNED_BODY, body);
        route.signedHeaders().forEach((part, header) -> letter.put(part, headers.getFirst(header)));
        return letter;
    }

    private JsonNode parse(byte[] bytes, HttpHeaders headers, boolean forms) {
        if (forms && MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(typeOf(headers))) {
            return form(new String(bytes, StandardCharsets.UTF_8));
        }
        checkType(headers);
        try {
            return json.readTree(bytes);
        } catch (JacksonException notJson) {
            throw MALFORMED_JSON.because("The body cannot be read as JSON");
        }
    }

    /** Its fields, as text. */
    private JsonNode form(String text) {
        ObjectNode fields = json.createObjectNode();
        for (String field : text.split("&", -1)) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw MALFORMED_JSON.because("The form cannot be read");
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** Small devices often say nothing of the type; what they send is taken as JSON. */
    private static void checkType(HttpHeaders headers) {
        MediaType type = typeOf(headers);
        Charset charset = type == null ? null : type.getCharset();
        boolean json = type == null || type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        boolean unicode = charset == null || charset.equals(StandardCharsets.UTF_8);
        if (!json || !unicode || headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            throw UNSUPPORTED_MEDIA_TYPE.because("Send application/json in UTF-8, not compressed");
        }
    }

    private static @Nullable MediaType typeOf(HttpHeaders headers) {
        try {
            return headers.getContentType();
        } catch (IllegalArgumentException notAType) {
            throw UNSUPPORTED_MEDIA_TYPE.because("The Content-Type cannot be read");
        }
    }

    private static FailureException tooLarge() {
        return PAYLOAD_TOO_LARGE.because("A body may hold %d bytes at most", MAX_BYTES);
    }
}
