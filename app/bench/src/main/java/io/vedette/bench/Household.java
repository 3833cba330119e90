package io.vedette.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client and the cameras that it is linked with, made as anybody makes them. */
final class Household implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("\"deviceToken\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final Gadget client;
    private final List<Gadget> cameras = new ArrayList<>();

    /** A device and what it proves itself with. */
    record Gadget(String id, String token) {}

    Household(InetSocketAddress address, int size) throws IOException, InterruptedException {
        server = "http://%s:%d".formatted(address.getHostString(), address.getPort());
        String owner = signUp();
        client = register(owner, "client");
        for (int i = 0; i < size; i++) {
            Gadget camera = register(owner, "camera");
            cameras.add(camera);
            post(
                    owner,
                    "/device-links",
                    "{\"cameraDeviceId\":\"%s\",\"clientDeviceId\":\"%s\"}".formatted(camera.id(), client.id()));
        }
    }

    Gadget camera(int number) {
        return cameras.get(number);
    }

    /** What the n-th socket signs in with: first the client, then the cameras. */
    String auth(int number) {
        return "{\"token\":\"%s\"}".formatted((number == 0 ? client : camera(number - 1)).token());
    }

    /** Has a camera do something; the answer's status. */
    CompletableFuture<Integer> command(int camera, int number) {
        String body = "{\"targetDeviceId\":\"%s\",\"commandType\":\"bench\",\"payload\":{\"number\":%d}}"
                .formatted(camera(camera).id(), number);
        return http.sendAsync(request(client.token(), "/commands", body), BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    private String signUp() throws IOException, InterruptedException {
        var person = "{\"name\":\"Bench\",\"email\":\"bench@example.test\",\"password\":\"correct horse 1\"}";
        var answer = http.send(request("", "/api/auth/sign-up/email", person), BodyHandlers.ofString());
        return answer.headers()
                .firstValue("set-auth-token")
                .orElseThrow(() -> new IOException("Nobody can sign up: " + answer.body()));
    }

    private Gadget register(String owner, String role) throws IOException, InterruptedException {
        String made = post(owner, "/devices/register", "{\"name\":\"bench\",\"role\":\"%s\"}".formatted(role));
        return new Gadget(only(ID, made), only(TOKEN, made));
    }

    private String post(String token, String path, String body) throws IOException, InterruptedException {
        var answer = http.send(request(token, path, body), BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private HttpRequest request(String token, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(server + path)).header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.POST(BodyPublishers.ofString(body)).build();
    }

    private static String only(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("Not in " + text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        http.close();
    }
}
