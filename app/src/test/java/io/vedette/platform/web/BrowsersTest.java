package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.Visitor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of our own and of other sites may do in somebody's browser. */
@ServerTest
class BrowsersTest {
    private static final String NOTE = "{\"title\":\"x\"}";
    private static final String STRANGER = "https://evil.example.test";

    private final Visitor withCookie = Visitor.anonymous().with("Cookie", "test.session=ada");

    @Nested
    class A_trusted_origin {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost:3000",
                    "https://app.example.test",
                    "https://lobby.cameras.example.test",
                    "http://attic.cameras.example.test:8080"
                })
        void may_read_answers_with_credentials(String origin) {
            Reply reply = withCookie.with("Origin", origin).get("/notes").is(200);
            assertThat(reply.header("Access-Control-Allow-Origin")).hasValue(origin);
            assertThat(reply.header("Access-Control-Allow-Credentials")).hasValue("true");
            assertThat(reply.header("Access-Control-Expose-Headers").orElse("")).contains("set-auth-token");
            assertThat(reply.header("Vary").orElse("")).contains("Origin");
        }

        @Test
        void may_change_things_with_a_cookie() {
            withCookie
                    .with("Origin", "https://app.example.test")
                    .post("/notes", NOTE)
                    .is(201);
        }

        @Test
        void is_told_by_preflight_what_it_may_send() {
            Reply reply = Visitor.anonymous()
                    .with("Origin", "https://app.example.test")
                    .with("Access-Control-Request-Method", "PATCH")
                    .send("OPTIONS", "/notes", null)
                    .is(204);
            assertThat(reply.header("Access-Control-Allow-Methods").orElse("")).contains("PATCH");
            assertThat(reply.header("Access-Control-Allow-Headers").orElse("")).contains("Idempotency-Key");
        }
    }

    @Nested
    class A_stranger {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    STRANGER,
                    "null",
                    "https://localhost:3000",
                    "http://localhost:3001",
                    "https://app.example.test.evil.test",
                    "https://cameras.example.test.evil.test",
                    "https://app.example.test:444",
                    "not an origin"
                })
        void may_neither_read_nor_change(String origin) {
            Visitor visitor = withCookie.with("Origin", origin);
            assertThat(visitor.get("/notes").is(200).header("Access-Control-Allow-Origin"))
                    .isEmpty();
            visitor.post("/notes", NOTE).isProblem(403, "untrusted_origin");
            visitor.delete("/notes/00000000-0000-7000-8000-000000000000").isProblem(403, "untrusted_origin");
        }

        @Test
        void gets_no_leave_from_preflight() {
            Reply reply = Visitor.anonymous()
                    .with("Origin", STRANGER)
                    .with("Access-Control-Request-Method", "POST")
                    .send("OPTIONS", "/notes", null)
                    .is(204);
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(reply.header("Access-Control-Allow-Methods")).isEmpty();
        }

        @Test
        void is_known_by_fetch_metadata_where_there_is_no_origin() {
            withCookie.with("Sec-Fetch-Site", "cross-site").post("/notes", NOTE).isProblem(403, "untrusted_origin");
            withCookie
                    .with("Sec-Fetch-Site", "same-origin")
                    .post("/notes", NOTE)
                    .is(201);
        }

        @Test
        void cannot_spend_a_token_that_no_browser_adds() {
            Visitor.signedInAs("ada")
                    .with("Origin", STRANGER)
                    .post("/notes", NOTE)
                    .is(201);
        }

        @Test
        void cannot_spend_an_operators_password() {
            Visitor operator = Visitor.anonymous().with("Authorization", "Basic b3BzOm9wcw==");
            operator.post("/notes/operate", null).is(200);
            operator.with("Origin", STRANGER).post("/notes/operate", null).isProblem(403, "untrusted_origin");
        }
    }

    @Nested
    class The_documents {
        @Test
        void are_a_page_that_needs_no_other_host() {
            Reply page = Visitor.anonymous().get("/docs").is(200);
            assertThat(page.text())
                    .doesNotContain("http:")
                    .doesNotContain("https:")
                    .doesNotContain("<script>");
            assertThat(page.header("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self'")
                    .doesNotContain("'unsafe-eval'");
            for (String file :
                    new String[] {"swagger-ui-bundle.js", "swagger-ui.css", "docs.js", "favicon-32x32.png"}) {
                Visitor.anonymous().get("/docs/" + file).is(200);
            }
        }

        @Test
        void are_not_sent_again_to_who_has_them() {
            String tag = Visitor.anonymous().get("/docs/docs.js").header("ETag").orElseThrow();
            Visitor.anonymous().with("If-None-Match", tag).get("/docs/docs.js").is(304);
        }

        @Test
        void may_do_the_same_when_they_are_opened_again() {
            Reply first = Visitor.anonymous().get("/docs");
            Reply again = Visitor.anonymous()
                    .with("If-None-Match", first.header("ETag").orElseThrow())
                    .get("/docs")
                    .is(304);
            assertThat(again.header("Content-Security-Policy")).isEqualTo(first.header("Content-Security-Policy"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/docs/..%2fapplication.properties", "/docs/%2e%2e", "/docs/nothing.js", "/docs/.hidden"})
        void hold_nothing_else(String path) {
            Visitor.anonymous().get(path).isProblem(404, "not_found");
        }
    }
}
