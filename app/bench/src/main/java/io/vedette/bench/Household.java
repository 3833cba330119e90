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

/** One device and those of the other role that it is linked with, made as anybody makes them. */
final class Household implements AutoCloseable {
    private static final String CAMERA = "camera";
    private static final String CLIENT = "client";
    private static final Pattern TOKEN = Pattern.compile("\"deviceToken\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final String owner;
    private final Gadget one;
    private final List<Gadget> others = new ArrayList<>();

    /** A device and what it proves itself with. */
    record Gadget(String id, String token) {}

    private Household(InetSocketAddress address, String role) throws IOException, InterruptedException {
        server = "http://%s:%d".formatted(address.getHostString(), address.getPort());
        owner = signUp();
        one = register(role);
    }

    static Household ofClient(InetSocketAddress address, int cameras) throws IOException, InterruptedException {
        var household = new Household(address, CLIENT);
        for (int i = 0; i < cameras; i++) {
            Gadget camera = household.register(CAMERA);
            household.others.add(camera);
            household.link(camera, household.one);
        }
        return household;
    }

    static Household ofCamera(InetSocketAddress address, int clients) throws IOException, InterruptedException {
        var household = new Household(address, CAMERA);
        for (int i = 0; i < clients; i++) {
            Gadget client = household.register(CLIENT);
            household.others.add(client);
            household.link(household.one, client);
        }
        return household;
    }

    /** What the n-th socket signs in with: first the one, then the others. */
    String auth(int number) {
        return "{\"token\":\"%s\"}".formatted((number == 0 ? one : others.get(number - 1)).token());
    }

    /** Has a camera of the client do something; the answer's status. */
    CompletableFuture<Integer> command(int camera, int number) {
        String body = "{\"targetDeviceId\":\"%s\",\"commandType\":\"bench\",\"payload\":{\"number\":%d}}"
                .formatted(others.get(camera).id(), number);
        return http.sendAsync(request(one.token(), "/commands", body), BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    private String signUp() throws IOException, InterruptedException {
        var person = "{\"name\":\"Bench\",\"email\":\"bench@example.test\",\"password\":\"correct horse 1\"}";
        var answer = http.send(request("", "/api/auth/sign-up/email", person), BodyHandlers.ofString());
        return answer.headers()
                .firstValue("set-auth-token")
                .orElseThrow(() -> new IOException("Nobody can sign up: " + answer.body()));
    }

    private Gadget register(String role) throws IOException, InterruptedException {
        String made = post("/devices/register", "{\"name\":\"bench\",\"role\":\"%s\"}".formatted(role));
        return new Gadget(only(ID, made), only(TOKEN, made));
    }

    private void link(Gadget camera, Gadget client) throws IOException, InterruptedException {
        post(
                "/device-links",
                "{\"cameraDeviceId\":\"%s\",\"clientDeviceId\":\"%s\"}".formatted(camera.id(), client.id()));
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        var answer = http.send(request(owner, path, body), BodyHandlers.ofString());
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
