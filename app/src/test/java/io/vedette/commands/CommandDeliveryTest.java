package io.vedette.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.commands.CameraSocket.Received;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Talker.By;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** How commands come to a camera, as the camera and the sender see it. */
class CommandDeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WINDOW = 16;

    private static final TestServer PATIENT = server("1h");
    private static final TestServer HASTY = server("2s");

    private static TestServer server(String retryAfter) {
        return TestServer.start(Map.of("COMMAND_RETRY_AFTER", retryAfter, "RATE_LIMIT_ENABLED", "false"));
    }

    @AfterAll
    static void end() {
        HASTY.close();
        PATIENT.close();
    }

    private final Pair pair = Pair.of(Household.at(PATIENT));

    private List<String> sent(int count) {
        return IntStream.range(0, count).mapToObj(_ -> pair.sent()).toList();
    }

    private static void await(String what, Pair pair, String id, String field, String value) {
        Await.until(
                what,
                PATIENCE,
                () -> pair.reads(id).json().path(field).asString("null").equals(value));
    }

    private static boolean isNull(Pair pair, String id, String field) {
        return pair.reads(id).json().path(field).isNull();
    }

    @Nested
    class To_a_connected_camera {
        @ParameterizedTest
        @EnumSource(By.class)
        void comes_at_once_and_says_all(By by) {
            try (CameraSocket camera = CameraSocket.of(by, pair.camera())) {
                JsonNode made = pair.sends(pair.order("ptz.move")).is(201).json();
                Received received = camera.receives();
                assertThat(received.attempt()).isEqualTo(1);
                List.of("commandType", "payload", "sourceDeviceId", "createdAt", "expiresAt")
                        .forEach(field -> assertThat(received.command().path(field))
                                .as(field)
                                .isEqualTo(made.path(field)));
                assertThat(received.id()).isEqualTo(made.path("id").asString());
                await("it is sent", pair, received.id(), "status", "sent");
            }
        }

        @Test
        void is_stored_as_pushed_by_the_statement_that_makes_it() {
            try (CameraSocket camera = CameraSocket.of(pair.camera())) {
                // The courier may still be asking whether anything waits: then it is stored as waiting too.
                Await.until("one is stored as pushed", PATIENCE, () -> attemptsOfNext(camera) == 1);
            }
        }

        private int attemptsOfNext(CameraSocket camera) {
            JsonNode made = pair.sends(pair.order("blink")).is(201).json();
            Received received = camera.receives();
            assertThat(received.id()).isEqualTo(made.path("id").asString());
            camera.confirms(received);
            return made.path("attempts").asInt();
        }

        @Test
        void is_not_pushed_before_one_that_waits_and_was_not_told_of_here() {
            try (CameraSocket camera = CameraSocket.of(pair.camera())) {
                Received first = first(camera);
                camera.confirms(first);
                String untold = UntoldCommand.like(first.id(), PATIENT.database());
                JsonNode made = pair.sends(pair.order("blink")).is(201).json();
                assertThat(made.path("attempts").asInt()).isZero();
                assertThat(camera.receives(2))
                        .containsExactly(untold, made.path("id").asString());
            }
        }

        /** By then the courier knows that nothing waits. */
        private Received first(CameraSocket camera) {
            String id = pair.sent();
            Received received = camera.receives();
            assertThat(received.id()).isEqualTo(id);
            return received;
        }

        @ParameterizedTest
        @EnumSource(By.class)
        void come_in_order_and_sixteen_at_a_time(By by) {
            try (CameraSocket camera = CameraSocket.of(by, pair.camera())) {
                List<String> ids = sent(WINDOW + 4);
                List<Received> received = new ArrayList<>();
                IntStream.range(0, WINDOW).forEach(_ -> received.add(camera.receives()));
                camera.receivesNothing();
                received.forEach(each -> {
                    if (received.indexOf(each) < 3) {
                        camera.confirms(each);
                    }
                });
                List<String> got =
                        new ArrayList<>(received.stream().map(Received::id).toList());
                got.addAll(camera.receives(3));
                camera.receivesNothing();
                assertThat(got).isEqualTo(ids.subList(0, WINDOW + 3));
            }
        }

        @Test
        void makes_room_for_the_next_when_it_is_settled() {
            try (CameraSocket camera = CameraSocket.of(pair.camera())) {
                List<String> ids = sent(WINDOW + 3);
                camera.receives(WINDOW);
                pair.acks(ids.get(3), "acknowledged").is(200);
                assertThat(camera.receives().id()).isEqualTo(ids.get(WINDOW));
                pair.cancels(ids.get(4)).is(200);
                assertThat(camera.receives().id()).isEqualTo(ids.get(WINDOW + 1));
                camera.acks(ids.get(5), "rejected");
                assertThat(camera.receivesAfterAnswers().id()).isEqualTo(ids.get(WINDOW + 2));
            }
        }

        @Test
        void is_delivered_once_it_is_confirmed_and_not_before() {
            try (CameraSocket camera = CameraSocket.of(pair.camera())) {
                pair.sent();
                Received received = camera.receives();
                await("it is sent", pair, received.id(), "status", "sent");
                assertThat(isNull(pair, received.id(), "sentAt")).isFalse();
                assertThat(isNull(pair, received.id(), "deliveredAt")).isTrue();
                camera.confirms(received);
                Await.until("it is delivered", PATIENCE, () -> !isNull(pair, received.id(), "deliveredAt"));
                assertThat(pair.reads(received.id()).json().path("status").asString())
                        .isEqualTo("sent");
            }
        }

        @Test
        void goes_to_the_newest_socket_and_when_that_ends_to_the_one_before() {
            try (CameraSocket older = CameraSocket.of(pair.camera())) {
                List<String> ids = new ArrayList<>(sent(1));
                assertThat(older.receives().id()).isEqualTo(ids.getFirst());
                try (CameraSocket newer = CameraSocket.of(pair.camera())) {
                    assertThat(newer.receives().attempt()).isEqualTo(2);
                    ids.addAll(sent(1));
                    assertThat(newer.receives().id()).isEqualTo(ids.getLast());
                    older.receivesNothing();
                }
                assertThat(older.receives(2)).isEqualTo(ids);
            }
        }
    }

    @Nested
    class To_one_that_comes_back {
        @ParameterizedTest
        @EnumSource(By.class)
        void come_again_at_once_and_in_order_confirmed_or_not(By by) {
            List<String> ids = sent(WINDOW + 2);
            try (CameraSocket camera = CameraSocket.of(pair.camera())) {
                for (int i = 0; i < WINDOW + 2; i++) {
                    Received received = camera.receives();
                    assertThat(received.id()).isEqualTo(ids.get(i));
                    camera.confirms(received);
                }
            }
            try (CameraSocket camera = CameraSocket.of(by, pair.camera())) {
                List<Received> again = new ArrayList<>();
                IntStream.range(0, WINDOW).forEach(_ -> again.add(camera.receives()));
                camera.receivesNothing();
                assertThat(again).extracting(Received::id).isEqualTo(ids.subList(0, WINDOW));
                assertThat(again).extracting(Received::attempt).containsOnly(2);
                again.subList(0, 2).forEach(camera::confirms);
                assertThat(camera.receives(2)).isEqualTo(ids.subList(WINDOW, WINDOW + 2));
            }
        }

        @Test
        void come_no_more_once_they_are_settled() {
            List<String> ids = sent(4);
            pair.cancels(ids.get(0)).is(200);
            pair.acks(ids.get(2), "rejected").is(200);
            try (CameraSocket camera = CameraSocket.of(pair.camera())) {
                assertThat(camera.receives(2)).containsExactly(ids.get(1), ids.get(3));
                camera.receivesNothing();
            }
        }

        @Test
        void come_no_more_once_they_have_expired() {
            String brief = expired(pair);
            String id = pair.sent();
            try (CameraSocket camera = CameraSocket.of(pair.camera())) {
                assertThat(camera.receives().id()).isEqualTo(id);
                assertThat(pair.reads(brief).json().path("attempts").asInt()).isZero();
            }
        }
    }

    private static String expired(Pair pair) {
        String id = pair.sends(pair.order("blink").put("ttlSeconds", 1))
                .is(201)
                .json()
                .path("id")
                .asString();
        await("it expires", pair, id, "status", "expired");
        return id;
    }

    @Test
    void what_expires_while_it_waits_to_be_written_never_is() {
        try (CameraSocket camera = CameraSocket.of(By.POLLING, pair.camera())) {
            String brief = expired(pair);
            String id = pair.sent();
            assertThat(camera.receives().id()).isEqualTo(id);
            JsonNode late = pair.reads(brief).json();
            assertThat(late.path("attempts").asInt()).isEqualTo(1);
            assertThat(late.path("sentAt").isNull()).isTrue();
        }
    }

    @Nested
    class Unconfirmed {
        private final Pair hasty = Pair.of(Household.at(HASTY));

        @ParameterizedTest
        @EnumSource(By.class)
        void is_pushed_again_and_again_until_it_is_confirmed(By by) {
            try (CameraSocket camera = CameraSocket.of(by, hasty.camera())) {
                String id = hasty.sent();
                for (int attempt = 1; attempt <= 3; attempt++) {
                    Received received = camera.receives();
                    assertThat(received.id()).isEqualTo(id);
                    assertThat(received.attempt()).isEqualTo(attempt);
                    assertThat(hasty.reads(id).json().path("attempts").asInt()).isGreaterThanOrEqualTo(attempt);
                }
            }
        }

        @Test
        void makes_others_wait_that_are_confirmed_for_nothing() {
            try (CameraSocket camera = CameraSocket.of(hasty.camera())) {
                String confirmed = hasty.sent();
                camera.confirms(camera.receives());
                String other = hasty.sent();
                IntStream.rangeClosed(1, 3)
                        .forEach(attempt -> assertThat(camera.receives().id()).isEqualTo(other));
                assertThat(hasty.reads(confirmed).json().path("attempts").asInt())
                        .isEqualTo(1);
            }
        }

        @Test
        void is_left_alone_once_it_is_settled_in_another_way() {
            try (CameraSocket camera = CameraSocket.of(hasty.camera())) {
                String settled = hasty.sent();
                assertThat(camera.receives().id()).isEqualTo(settled);
                TestDatabase.execute(
                        HASTY.database(),
                        "update commands set status = 'cancelled', settled_at = now() where id = '%s'"
                                .formatted(settled));
                String other = hasty.sent();
                IntStream.rangeClosed(1, 3)
                        .forEach(attempt -> assertThat(camera.receives().id()).isEqualTo(other));
            }
        }
    }
}
