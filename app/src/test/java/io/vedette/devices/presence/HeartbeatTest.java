package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.devices.Device;
import io.vedette.platform.json.Json;
import io.vedette.platform.operation.Caller;
import io.vedette.testing.DocumentedEvents;
import io.vedette.testing.Reply;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.ServerProcess;
import io.vedette.testing.faults.Servers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Devices that say by themselves that they are well. */
class HeartbeatTest {
    private static final Fleet FLEET =
            Fleet.with(Map.of("PRESENCE_GRACE", "300ms", "PRESENCE_TIMEOUT", "6s", "PRESENCE_LEASE", "900ms"));

    @AfterAll
    static void end() {
        FLEET.close();
    }

    private static Reply beat(UUID camera, String body) {
        return FLEET.as(camera).post("/devices/%s/heartbeat".formatted(camera), body);
    }

    @Nested
    class Presence {
        @Test
        void begins_with_one_and_ends_without() {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            JsonNode answer = beat(camera, "{}").is(200).json();
            assertThat(answer.at("/device/presence").asString()).isEqualTo("online");
            assertThat(answer.at("/device/id").asString()).isEqualTo(camera.toString());
            assertThat(answer.path("serverTime").asString()).endsWith("Z");
            JsonNode told = watcher.hears(camera, "online", "heartbeat");
            assertThat(told.path("lastSeenAt")).isEqualTo(answer.at("/device/lastSeenAt"));
            watcher.hears(camera, "offline", "heartbeat_timeout");
            assertThat(FLEET.rows.read(camera, "online or beats_until is not null"))
                    .isEqualTo("f");
        }

        @Test
        void lasts_longer_than_the_socket() {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            Peer peer = FLEET.connect(camera);
            watcher.hears(camera, "online", "connected");
            beat(camera, "{}").is(200);
            peer.cut();
            Fleet.await(
                    "its socket is gone", () -> FLEET.rows.read(camera, "nodes").equals("{}"));
            assertThat(FLEET.isOnline(camera)).isTrue();
            watcher.hears(camera, "offline", "heartbeat_timeout");
        }

        @Test
        void stays_with_a_socket_when_heartbeats_end() {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            beat(camera, "{}").is(200);
            watcher.hears(camera, "online", "heartbeat");
            Peer peer = FLEET.connect(camera);
            Fleet.await(
                    "the heartbeat ran out",
                    () -> FLEET.rows
                            .read(camera, "nodes <> '{}' and beats_until is null")
                            .equals("t"));
            assertThat(FLEET.isOnline(camera)).isTrue();
            peer.cut();
            watcher.hears(camera, "offline", "client_closed");
        }

        @Test
        void is_the_sockets_where_the_heartbeat_comes_over_it() {
            UUID camera = FLEET.camera();
            Watcher watcher = FLEET.watcher(camera);
            Peer peer = FLEET.connect(camera);
            watcher.hears(camera, "online", "connected");
            FLEET.rows.write(camera, "last_seen_at = null");
            JsonNode answer = say(peer, "{\"metadata\":{\"battery\":7},\"appVersion\":\"2.0\"}");
            assertThat(answer.path("ok").booleanValue()).isTrue();
            assertThat(answer.at("/device/metadata/battery").intValue()).isEqualTo(7);
            assertThat(answer.at("/device/appVersion").asString()).isEqualTo("2.0");
            assertThat(answer.at("/device/lastSeenAt").isString()).isTrue();
            assertThat(answer.path("serverTime").asString()).endsWith("Z");
            assertThat(FLEET.rows.read(camera, "beats_until is null")).isEqualTo("t");
        }
    }

    @Nested
    class Metadata {
        @Test
        void are_replaced_where_some_are_given() {
            UUID camera = FLEET.camera();
            beat(camera, "{\"metadata\":{\"a\":1},\"appVersion\":\"1.0\"}").is(200);
            JsonNode second = beat(camera, "{\"metadata\":{\"b\":[2]}}").is(200).json();
            assertThat(second.at("/device/metadata").toString()).isEqualTo("{\"b\":[2]}");
            assertThat(second.at("/device/appVersion").asString()).isEqualTo("1.0");
            JsonNode third = beat(camera, "{}").is(200).json();
            assertThat(third.at("/device/metadata").toString()).isEqualTo("{\"b\":[2]}");
        }

        @Test
        void that_are_the_same_are_no_change_of_the_device() {
            UUID camera = FLEET.camera();
            FLEET.rows.write(camera, "updated_at = '2020-01-01T00:00:00Z'");
            String updated = "/device/updatedAt";
            String body = "{\"metadata\":{\"a\":1}}";
            JsonNode first = beat(camera, body).json().at(updated);
            assertThat(first.asString()).isGreaterThan("2021");
            assertThat(beat(camera, body).json().at(updated)).isEqualTo(first);
        }

        @Test
        void of_many_at_once_are_those_of_the_last() {
            UUID camera = FLEET.camera();
            Heartbeats heartbeats = FLEET.server.bean(Heartbeats.class);
            Caller.Device caller = new Caller.Camera(camera, "ada", 1);
            List<HeartbeatTaken> all = Flux.range(0, 20)
                    .flatMap(number -> heartbeats.take(
                            caller,
                            new HeartbeatOf(
                                    camera,
                                    number % 2 == 0
                                            ? Json.jsonMapper()
                                                    .createObjectNode()
                                                    .put("number", number)
                                            : null,
                                    number == 1 ? "3.0" : null)))
                    .collectList()
                    .block();
            assertThat(all).hasSize(20);
            assertThat(FLEET.rows.read(camera, "metadata->>'number'")).isEqualTo("18");
            assertThat(FLEET.rows.read(camera, "app_version")).isEqualTo("3.0");
        }

        @RegisterExtension
        final Servers servers = new Servers();

        @Test
        void that_were_taken_survive_a_killed_server() {
            ServerProcess server = servers.on(FLEET.database).start();
            UUID camera = FLEET.camera();
            server.visitor()
                    .bearing("camera-" + camera)
                    .post("/devices/%s/heartbeat".formatted(camera), "{\"metadata\":{\"kept\":true}}")
                    .is(200);
            server.kill9();
            assertThat(FLEET.rows.read(camera, "metadata->>'kept'")).isEqualTo("true");
            assertThat(FLEET.rows.read(camera, "last_seen_at is not null")).isEqualTo("t");
        }
    }

    @Nested
    class Refusals {
        @Test
        void of_a_heart_that_is_another_devices() {
            UUID camera = FLEET.camera();
            FLEET.as(camera)
                    .post("/devices/%s/heartbeat".formatted(FLEET.camera()), "{}")
                    .isProblem(403, "forbidden");
        }

        @Test
        void of_one_that_is_somebody_elses_or_nobodys() {
            UUID camera = FLEET.camera();
            UUID strange = FLEET.rows.of("mallory", Device.Role.CAMERA);
            for (UUID id : List.of(strange, UUID.randomUUID())) {
                FLEET.as(camera)
                        .post("/devices/%s/heartbeat".formatted(id), "{}")
                        .isProblem(404, "not_found");
            }
            FLEET.as(camera).post("/devices/none/heartbeat", "{}").isProblem(400, "invalid_parameter");
        }

        @Test
        void of_what_is_not_valid() {
            UUID camera = FLEET.camera();
            String large = "{\"metadata\":{\"a\":\"%s\"},\"appVersion\":\"%s\"}"
                    .formatted("x".repeat(16 * 1024), "v".repeat(65));
            assertThat(beat(camera, large).isProblem(422, "validation_failed").wrongFields())
                    .containsExactlyInAnyOrder("metadata", "appVersion");
            assertThat(beat(camera, "{\"metadata\":[]}")
                            .isProblem(422, "validation_failed")
                            .wrongFields())
                    .containsExactly("metadata");
        }

        @ParameterizedTest
        @CsvSource({
            "status = 'disabled', 403, device_disabled",
            "token_version = 2, 401, unauthenticated",
            "'status = ''disabled'', token_version = 2', 401, unauthenticated"
        })
        void of_who_may_not_any_more(String change, int status, String code) {
            UUID camera = FLEET.camera();
            FLEET.rows.write(camera, change);
            beat(camera, "{\"appVersion\":\"9\"}").isProblem(status, code);
            assertThat(FLEET.rows.read(camera, "online or app_version is not null or last_seen_at is not null"))
                    .isEqualTo("f");
        }

        /** Who is there already: nobody else may come. */
        @ParameterizedTest
        @CsvSource({
            "status = 'disabled', device_disabled",
            "token_version = 2, unauthenticated",
            "'status = ''disabled'', token_version = 2', unauthenticated"
        })
        void of_who_may_not_any_more_over_a_socket(String change, String code) {
            UUID camera = FLEET.camera();
            Peer peer = FLEET.connect(camera);
            FLEET.rows.write(camera, change);
            assertThat(say(peer, "{}").at("/error/code").asString()).isEqualTo(code);
        }

        @Test
        void of_a_device_that_is_no_more() {
            UUID camera = FLEET.camera();
            FLEET.beats(camera);
            FLEET.sql("delete from devices where id = '%s'".formatted(camera));
            beat(camera, "{}").isProblem(401, "unauthenticated");
        }

        @Test
        void hurt_nobody_else_in_the_same_statement() {
            List<UUID> cameras =
                    IntStream.range(0, 20).mapToObj(_ -> FLEET.camera()).toList();
            Heartbeats heartbeats = FLEET.server.bean(Heartbeats.class);
            FLEET.rows.write(cameras.get(7), "status = 'disabled'");
            Long taken = Flux.fromIterable(cameras)
                    .flatMap(camera -> heartbeats
                            .take(new Caller.Camera(camera, "ada", 1), new HeartbeatOf(camera, null, null))
                            .onErrorComplete())
                    .count()
                    .block();
            assertThat(taken).isEqualTo(19);
        }
    }

    private static JsonNode say(Peer peer, String payload) {
        var answer = new CompletableFuture<String>();
        peer.listen(packet -> {
            if (packet.startsWith("435")) {
                answer.complete(packet);
            }
        });
        peer.say("425[\"heartbeat\",%s]".formatted(payload));
        String packet = answer.orTimeout(20, TimeUnit.SECONDS).join();
        String acknowledgement = packet.substring(4, packet.length() - 1);
        DocumentedEvents.check("heartbeat", acknowledgement);
        return Json.jsonMapper().readTree(acknowledgement);
    }
}
