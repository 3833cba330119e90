package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Videos as their cameras and owners bring them: through a URL that was signed for them. */
public final class Uploads {
    public static final String CONTENT = "moving pictures";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Uploads() {}

    /** Announces one and nothing more. */
    public static ObjectNode of(UUID device) {
        return Bodies.object().put("fileName", "clip.mp4").put("deviceId", device.toString());
    }

    public static JsonNode begun(Visitor who, ObjectNode upload) {
        return who.post("/videos/upload-url", upload.toString()).is(201).json();
    }

    /** As it was told how. */
    public static HttpResponse<String> put(JsonNode upload, String content) {
        HttpRequest.Builder request = request(upload.path("uploadUrl").asString())
                .method(upload.path("method").asString(), BodyPublishers.ofString(content));
        upload.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        return send(request);
    }

    public static HttpResponse<String> get(String url) {
        return send(request(url));
    }

    public static Reply complete(Visitor who, JsonNode upload) {
        return who.post("/videos/%s/complete".formatted(upload.path("videoId").asString()), "{}");
    }

    /** From the first word to the last. */
    public static JsonNode done(Visitor who, ObjectNode announced) {
        JsonNode upload = begun(who, announced);
        assertThat(put(upload, CONTENT).statusCode()).isEqualTo(200);
        complete(who, upload).is(200);
        return upload;
    }

    public static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
