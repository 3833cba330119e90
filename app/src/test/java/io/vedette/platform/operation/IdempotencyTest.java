package io.vedette.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Calls that are made again because nobody knows whether they arrived. */
@ServerTest
class IdempotencyTest {
    private final Visitor ada = Visitor.signedInAs("ada-" + UUID.randomUUID()).with("Idempotency-Key", "once");

    @Test
    void the_same_call_gets_the_same_answer_to_the_letter() {
        Reply first = ada.post("/notes", "{\"title\":\"x\",\"metadata\":{\"b\":1,\"a\":2}}")
                .is(201);
        Reply again = ada.post("/notes", "{\"metadata\":{\"a\":2.0,\"b\":1},  \"title\":\"x\"}")
                .is(201);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void a_refusal_is_given_again_and_has_left_nothing() {
        Reply first = ada.post("/notes", "{\"title\":\"too much\"}").isProblem(409, "no_room");
        Reply again = ada.post("/notes", "{\"title\":\"too much\"}").isProblem(409, "no_room");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(ada.get("/notes").json().path("items").isEmpty()).isTrue();
    }

    @Test
    void what_was_not_valid_stays_so() {
        Reply first = ada.post("/notes", "{\"title\":\"\",\"weight\":7}").isProblem(422, "validation_failed");
        assertThat(ada.post("/notes", "{\"title\":\"\",\"weight\":7}").text()).isEqualTo(first.text());
        ada.post("/notes", "{\"title\":\"mended\"}").isProblem(422, "idempotency_key_reused");
    }

    @Test
    void a_key_belongs_to_one_caller() {
        String mine = ada.post("/notes", "{\"title\":\"x\"}").is(201).text();
        Visitor bob = Visitor.signedInAs("bob-" + UUID.randomUUID()).with("Idempotency-Key", "once");
        assertThat(bob.post("/notes", "{\"title\":\"y\"}").is(201).text()).isNotEqualTo(mine);
    }

    @Test
    void what_cannot_be_read_uses_no_key_up() {
        ada.post("/notes", "{").isProblem(400, "malformed_json");
        ada.post("/notes", "{\"title\":\"x\"}").is(201);
    }

    @Test
    void a_secret_is_told_again_and_not_written_down() {
        String first = ada.post("/tickets", null).is(201).text();
        assertThat(ada.post("/tickets", null).is(201).text()).isEqualTo(first);
        assertThat(first).contains("the-secret-of-ticket-");
        List<String> kept = TestDatabase.ask(
                TestServer.running().database(), "select body from idempotency_keys where operation = 'makeTicket'");
        assertThat(kept).isNotEmpty().noneMatch(body -> body.contains("secret"));
    }

    @Test
    void an_operation_that_cannot_make_its_secret_again_is_refused_when_it_is_declared() {
        record Told(@NotKept String secret) {}
        assertThatThrownBy(() -> Operation.operation("tell", "Tell a secret")
                        .callers(CallerKind.USER)
                        .makes(Told.class)
                        .idempotent()
                        .by(_ -> Mono.empty()))
                .hasMessage("Operation tell does not say how its secret is made anew");
    }
}
