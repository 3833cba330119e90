package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Bugs;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.RawCalls;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every call can rely on, whatever it asks for. */
@ServerTest
class ConventionsTest {
    private final Visitor ada = Visitor.signedInAs("ada");

    @Nested
    class A_body {
        @ParameterizedTest
        @ValueSource(strings = {"", " \n", "{", "not json", "{\"title\":\"x\"} trailing", "{\"title\":}"})
        void that_is_not_json_is_malformed(String body) {
            ada.post("/notes", body).isProblem(400, "malformed_json");
        }

        @Test
        void that_nests_too_deep_is_malformed() {
            ada.post("/notes", "{\"title\":" + "[".repeat(5_000)).isProblem(400, "malformed_json");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "application/json; charset=iso-8859-1",
                    "nonsense"
                })
        void of_another_type_is_not_supported(String type) {
            ada.with("Content-Type", type).post("/notes", "{\"title\":\"x\"}").isProblem(415, "unsupported_media_type");
        }

        @Test
        void that_is_compressed_is_not_supported() {
            ada.with("Content-Encoding", "gzip")
                    .post("/notes", "{\"title\":\"x\"}")
                    .isProblem(415, "unsupported_media_type");
        }

        @Test
        void of_256_KiB_is_taken_and_of_one_more_it_is_too_large() {
            String start = "{\"title\":\"x\",\"more\":\"";
            String fits = start + "x".repeat(256 * 1024 - start.length() - 2) + "\"}";
            ada.post("/notes", fits).is(201);
            ada.post("/notes", fits + " ").isProblem(413, "payload_too_large");
        }

        @Test
        void that_does_not_say_its_length_is_counted() {
            try (RawCalls calls = new RawCalls(TestServer.running().url())) {
                RawCalls.Answer answer = calls.sendInChunks(
                        "POST /notes HTTP/1.1\r\nAuthorization: Bearer user-ada\r\n", 5, new byte[64 * 1024]);
                assertThat(answer.status()).isEqualTo(413);
                assertThat(answer.body()).contains("\"code\":\"payload_too_large\"");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"text\"", "17", "null", "true"})
        void that_is_no_object_is_invalid(String body) {
            ada.post("/notes", body).isProblem(422, "validation_failed");
        }

        @Test
        void is_told_all_that_is_wrong_with_it_at_once() {
            Reply reply = ada.post("/notes", """
                    {"title": "", "colour": "green", "remindAt": "yesterday", "weight": 9, "pinned": "yes",
                     "tags": ["fine", 7], "place": {"latitude": "north", "label": "too long"}, "metadata": []}
                    """);
            reply.isProblem(422, "validation_failed");
            assertThat(reply.wrongFields())
                    .containsExactlyInAnyOrder(
                            "title",
                            "colour",
                            "remindAt",
                            "weight",
                            "pinned",
                            "tags[1]",
                            "place.latitude",
                            "place.longitude",
                            "place.label",
                            "metadata");
        }

        @Test
        void with_an_object_over_16_KiB_in_it_is_invalid() {
            String metadata = "{\"a\":\"" + "x".repeat(16 * 1024) + "\"}";
            assertThat(ada.post("/notes", "{\"title\":\"x\",\"metadata\":" + metadata + "}")
                            .isProblem(422, "validation_failed")
                            .wrongFields())
                    .containsExactly("metadata");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\\u0000", "\\r", "\\u001b", "\\u007f", "\\ud800"})
        void with_control_characters_in_a_text_is_invalid(String character) {
            ada.post("/notes", "{\"title\":\"a" + character + "b\"}").isProblem(422, "validation_failed");
            ada.post("/notes", "{\"title\":\"x\",\"metadata\":{\"k\":\"" + character + "\"}}")
                    .isProblem(422, "validation_failed");
        }

        @Test
        void may_hold_fields_that_nobody_knows() {
            ada.post("/notes", "{\"title\":\"x\",\"unknown\":1}").is(201);
        }
    }

    @Test
    void no_answer_lists_more_than_a_hundred_mistakes() {
        String tags = IntStream.range(0, 5_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertThat(ada.post("/notes", "{\"tags\":[%s]}".formatted(tags))
                        .isProblem(422, "validation_failed")
                        .wrongFields())
                .hasSize(100);
    }

    @Nested
    class A_caller {
        @Test
        void without_credentials_is_told_to_bring_some() {
            Reply reply = Visitor.anonymous().get("/notes").isProblem(401, "unauthenticated");
            assertThat(reply.header("WWW-Authenticate")).hasValue("Bearer realm=\"vedette\"");
        }

        @Test
        void with_bad_credentials_is_told_so() {
            Visitor.anonymous().bearing("nonsense-1").get("/notes").isProblem(401, "unauthenticated");
            Visitor.anonymous().with("Authorization", "Digest x").get("/notes").isProblem(401, "unauthenticated");
        }

        @Test
        void of_an_operators_call_is_asked_for_basic() {
            Reply reply = Visitor.anonymous().post("/notes/operate", null).isProblem(401, "unauthenticated");
            assertThat(reply.header("WWW-Authenticate")).hasValue("Basic realm=\"Vedette\", charset=\"UTF-8\"");
        }

        @Test
        void of_the_wrong_kind_is_forbidden() {
            ada.post("/notes/film", null).isProblem(403, "forbidden");
        }

        @Test
        void does_not_learn_whether_what_is_not_theirs_exists() {
            String id = ada.post("/notes", "{\"title\":\"mine\"}")
                    .is(201)
                    .json()
                    .path("id")
                    .asString();
            Reply foreign = Visitor.signedInAs("bob").get("/notes/" + id).isProblem(404, "not_found");
            Reply absent =
                    Visitor.signedInAs("bob").get("/notes/" + UUID.randomUUID()).isProblem(404, "not_found");
            assertThat(foreign.text().replaceAll("[0-9a-f-]{36}", ""))
                    .isEqualTo(absent.text().replaceAll("[0-9a-f-]{36}", ""));
        }
    }

    @Nested
    class A_route {
        @Test
        void that_nobody_offers_is_not_found() {
            ada.get("/nowhere").isProblem(404, "not_found");
            ada.get("/notes/").isProblem(404, "not_found");
        }

        @Test
        void with_another_method_says_which_it_knows() {
            Reply reply = ada.send("PUT", "/notes", "{}").isProblem(405, "method_not_allowed");
            assertThat(reply.header("Allow").orElse("").split(","))
                    .containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
        }

        @Test
        void that_is_named_outright_wins_over_one_with_a_variable_whatever_the_method() {
            Reply reply = ada.get("/notes/film").isProblem(405, "method_not_allowed");
            assertThat(reply.header("Allow").orElse("").split(",")).containsExactlyInAnyOrder("POST", "OPTIONS");
        }

        @Test
        void that_is_a_page_can_be_read_and_nothing_else() {
            assertThat(ada.send("HEAD", "/docs", null).is(200).text()).isEmpty();
            Reply reply = ada.post("/docs", "{}").isProblem(405, "method_not_allowed");
            assertThat(reply.header("Allow").orElse("").split(",")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
            ada.send("OPTIONS", "/docs/docs.js", null).is(204);
        }

        @Test
        void that_can_be_read_answers_HEAD_without_a_body() {
            Reply reply = ada.send("HEAD", "/notes", null).is(200);
            assertThat(reply.text()).isEmpty();
        }
    }

    @Nested
    class Every_answer {
        @Test
        void carries_the_id_of_its_request() {
            assertThat(ada.get("/notes").header("X-Request-Id").orElse("")).matches("[A-Za-z0-9._-]{1,64}");
            assertThat(ada.with("X-Request-Id", "camera-7.A_b").get("/notes").header("X-Request-Id"))
                    .hasValue("camera-7.A_b");
            assertThat(ada.get("/nowhere").header("X-Request-Id")).isPresent();
        }

        @ParameterizedTest
        @ValueSource(strings = {"with space", "semi;colon", "über"})
        void takes_no_id_of_another_form(String id) {
            assertThat(ada.with("X-Request-Id", id).get("/notes").header("X-Request-Id"))
                    .isPresent()
                    .get()
                    .isNotEqualTo(id);
        }

        @Test
        void tells_browsers_to_be_strict() {
            Reply reply = ada.get("/notes");
            assertThat(reply.header("Content-Security-Policy").orElse("")).startsWith("default-src 'none'");
            assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(reply.header("Referrer-Policy")).hasValue("no-referrer");
            assertThat(reply.header("Cache-Control")).hasValue("no-store");
            assertThat(reply.header("Strict-Transport-Security")).isEmpty();
        }

        @Test
        void behind_tls_asks_for_tls_from_now_on() {
            assertThat(ada.with("X-Forwarded-Proto", "https").get("/notes").header("Strict-Transport-Security"))
                    .isPresent();
        }

        @Test
        void says_times_with_three_digits_and_in_UTC() {
            Reply reply = ada.post("/notes", "{\"title\":\"x\",\"remindAt\":\"2026-01-31T12:00:00.123999+02:00\"}")
                    .is(201);
            assertThat(reply.json().path("remindAt").asString()).isEqualTo("2026-01-31T10:00:00.123Z");
        }
    }

    @Nested
    class A_bug {
        @Test
        void is_answered_without_a_word_about_our_insides() {
            Reply reply = ada.get("/notes/bugs/crash").isProblem(500, "internal_error");
            assertThat(reply.text())
                    .doesNotContain("select")
                    .doesNotContain("Exception")
                    .doesNotContain("io.vedette");
            assertThat(Bugs.take()).singleElement().asString().contains("crash");
        }

        @Test
        void is_what_an_undeclared_refusal_is() {
            ada.get("/notes/bugs/undeclared").isProblem(500, "internal_error");
            assertThat(Bugs.take()).singleElement().asString().contains("does not declare never_declared");
        }

        @Test
        void is_what_an_empty_answer_is() {
            ada.get("/notes/bugs/empty").isProblem(500, "internal_error");
            assertThat(Bugs.take()).singleElement().asString().contains("promised an answer");
        }
    }
}
