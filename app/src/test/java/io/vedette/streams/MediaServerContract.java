package io.vedette.streams;

import static io.vedette.streams.Stage.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Reply;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.Scrape;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is promised beside that where a server carries the pictures. */
interface MediaServerContract extends MediaContract {
    Duration PATIENCE = Duration.ofSeconds(30);

    /** As soon whoever may not see any more is out. */
    Duration PROMISED = Duration.ofSeconds(2);

    @Override
    MediaServing carrier();

    /** Between it and our server. */
    TcpProxy network();

    private boolean hasRoom(String session) {
        return carrier().hasRoom(carrier().room(session));
    }

    /** With what it is given, by our server. */
    private void joins(Gadget device, String session) throws Exception {
        boolean sending = device.equals(stage().camera());
        Reply access = sending ? stage().publishes(session) : subscribes(device, session);
        assertThat(carrier().enters(token(access).serialize(), session, sending, server().url()))
                .isTrue();
    }

    private boolean admits(String token, String session, boolean sending) throws Exception {
        return carrier().admits(token, session, sending, server().url());
    }

    @Test
    default void there_is_room_for_a_session_until_it_ends() throws Exception {
        String id = stage().streaming();
        assertThat(hasRoom(id)).isTrue();
        joins(stage().camera(), id);
        Stage.ends(stage().client(), id).is(200);
        Await.until("the room is gone", PROMISED, () -> !hasRoom(id));
        assertThat(carrier().isInside(stage().camera(), id)).isFalse();
    }

    @Test
    default void what_lets_a_device_in_lets_nobody_in_after_the_end() throws Exception {
        String id = stage().streaming();
        String sending = token(stage().publishes(id)).serialize();
        String seeing = token(subscribes(stage().client(), id)).serialize();
        String elsewhere = stage().withAnotherClient().streaming();
        assertThat(admits(sending, id, true)).isTrue();
        assertThat(admits(seeing, id, false)).isTrue();
        assertThat(admits(seeing, id, true)).as("a viewer that sends").isFalse();
        assertThat(admits(sending, id, false)).as("a camera that sees").isFalse();
        assertThat(admits(seeing, elsewhere, false)).isFalse();
        Stage.ends(stage().client(), id).is(200);
        Await.until("the room is gone", PROMISED, () -> !hasRoom(id));
        assertThat(admits(sending, id, true)).isFalse();
        assertThat(admits(seeing, id, false)).isFalse();
    }

    @Test
    default void a_viewer_whose_link_ends_is_out_soon_and_nobody_else() throws Exception {
        Stage another = stage().withAnotherClient();
        String id = stage().streaming();
        subscribes(another.client(), id).is(200);
        joins(another.client(), id);
        joins(stage().client(), id);
        joins(stage().camera(), id);
        another.unlinks().is(204);
        Await.until("it is out", PROMISED, () -> !carrier().isInside(another.client(), id));
        assertThat(carrier().isInside(stage().client(), id)).isTrue();
        assertThat(carrier().isInside(stage().camera(), id)).isTrue();
    }

    @Test
    default void a_device_whose_token_is_renewed_is_out_soon_and_nobody_else() throws Exception {
        String id = stage().streaming();
        joins(stage().client(), id);
        joins(stage().camera(), id);
        stage().house()
                .owner()
                .post("/devices/" + stage().client().id() + "/token", "{}")
                .is(201);
        Await.until("it is out", PROMISED, () -> !carrier().isInside(stage().client(), id));
        assertThat(carrier().isInside(stage().camera(), id)).isTrue();
    }

    @Test
    default void a_room_that_is_made_as_its_session_ends_is_closed() {
        String id = stage().requested();
        carrier().meanwhile(() -> Stage.ends(stage().client(), id).is(200));
        stage().accepts(id).isProblem(409, "stream_not_active");
        Await.until("the room is gone", PROMISED, () -> !hasRoom(id));
    }

    @Test
    default void rooms_that_are_left_over_are_found_and_strange_ones_let_be() {
        String over = UUID.randomUUID().toString();
        String going = stage().streaming();
        carrier().makeRoom(carrier().room(over));
        String alike = carrier().room(UUID.randomUUID().toString()).replaceFirst("^.", "x");
        carrier().makeRoom("doorbell");
        carrier().makeRoom(alike);
        server().bean(MediaClosing.class).wake();
        Await.until("it is gone", PATIENCE, () -> !hasRoom(over));
        assertThat(hasRoom(going)).isTrue();
        assertThat(carrier().hasRoom("doorbell")).isTrue();
        assertThat(carrier().hasRoom(alike)).isTrue();
    }

    @Test
    default void while_it_is_away_nothing_starts_and_health_and_metrics_say_why() {
        String going = stage().streaming();
        String asked = stage().withAnotherClient().requested();
        double answered = calls("answered");
        network().retarget(1);
        network().cut();
        try {
            isUnavailable(stage().accepts(asked));
            assertThat(stage().session(asked).path("status").asString()).isEqualTo("requested");
            assertThat(stage().session(going).path("status").asString()).isEqualTo("streaming");
            stage().camera().calls().post("/events/motion/start", "{}").is(201);
            Await.until(
                    "health knows",
                    PATIENCE,
                    () -> check().path("status").asString().equals("down"));
            assertThat(check().path("detail").asString())
                    .matches("(unreachable|connection_lost), [0-9]+ times in a row");
            assertThat(health().path("status").asString()).isEqualTo("degraded");
            assertThat(calls("unreachable") + calls("connection_lost")).isPositive();
            Stage.ends(stage().client(), going).is(200);
            Await.until(
                    "it is counted",
                    PATIENCE,
                    () -> Scrape.of(server().url()).sum("vedette_media_closing_failed_total") > 0);
        } finally {
            network().retarget(carrier().port());
        }
        Await.until(
                "it is well again",
                PATIENCE,
                () -> check().path("status").asString().equals("ok"));
        stage().accepts(asked).is(200);
        assertThat(calls("answered")).isGreaterThan(answered);
        Await.until("what ended meanwhile is closed", PATIENCE, () -> !hasRoom(going));
    }

    private static void isUnavailable(Reply reply) {
        reply.isProblem(503, "media_unavailable");
        assertThat(reply.header("Retry-After")).isPresent();
    }

    private double calls(String result) {
        return Scrape.of(server().url()).sum("vedette_media_calls_total", "result=\"%s\"".formatted(result));
    }

    private JsonNode health() {
        return Visitor.at(server().url()).get("/health").is(200).json();
    }

    private JsonNode check() {
        return health().at("/checks/media");
    }
}
