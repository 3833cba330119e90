package io.vedette.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Uploads;
import io.vedette.testing.Visitor;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may have the operator's page, and what of other sites and of guessers becomes. */
@ServerTest
class AdminAccessTest {
    private static final String STRANGER = "https://evil.example.test";
    private static final String CLIP = "{\"fileName\":\"clip.mp4\"}";

    private final Visitor operator = Visitor.anonymous().with("Authorization", "Basic b3BzOm9wcw==");

    @Nested
    class Another_site {
        @Test
        void cannot_spend_the_password_that_a_browser_remembers() {
            JsonNode told = operator.post("/admin/upload-url", CLIP).is(201).json();
            assertThat(Uploads.put(told, Uploads.CONTENT).statusCode()).isEqualTo(200);
            String path = "/admin/object?objectKey=" + told.path("objectKey").asString();
            for (Visitor foreign : List.of(
                    operator.with("Origin", STRANGER),
                    operator.with("Origin", "null"),
                    operator.with("Sec-Fetch-Site", "cross-site"))) {
                foreign.delete(path).isProblem(403, "untrusted_origin");
                foreign.post("/admin/upload-url", CLIP).isProblem(403, "untrusted_origin");
            }
            assertThat(operator.with("Origin", STRANGER)
                            .get("/admin/objects")
                            .is(200)
                            .header("Access-Control-Allow-Origin"))
                    .isEmpty();
            operator.with("Origin", "http://localhost:3000").delete(path).is(204);
        }
    }

    @Nested
    class The_page {
        private static final List<String> FILES =
                List.of("", "/index.html", "/admin.css", "/objects.js", "/icon.svg", "/no-such-file.js");

        @Test
        void asks_for_name_and_password() {
            for (String file : FILES) {
                Reply asked = Visitor.anonymous().get("/admin" + file).isProblem(401, "unauthenticated");
                assertThat(asked.header("WWW-Authenticate").orElse("")).startsWith("Basic realm=\"Vedette\"");
                assertThat(asked.header("ETag")).isEmpty();
            }
        }

        @Test
        void is_for_nobody_else() {
            for (String token : List.of("user-ada", TestServer.METRICS_TOKEN)) {
                Visitor.anonymous().bearing(token).get("/admin").isProblem(403, "forbidden");
                Visitor.anonymous().bearing(token).get("/admin/admin.css").isProblem(403, "forbidden");
            }
        }

        @Test
        void lets_nothing_in_from_elsewhere() {
            Reply page = operator.get("/admin").is(200);
            assertThat(page.header("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                            + "connect-src 'self' http://localhost:")
                    .doesNotContain("unsafe")
                    .endsWith("; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(page.header("Cache-Control").orElse("")).contains("private");
            assertThat(page.text())
                    .doesNotContain("http:")
                    .doesNotContain("https:")
                    .doesNotContain("<script>")
                    .doesNotContain("style=");
            operator.get("/admin/no-such-file.js").isProblem(404, "not_found");
            operator.get("/admin/..%2fdocs%2fdocs.js").isProblem(404, "not_found");
        }

        @Test
        void is_not_sent_again_to_who_has_it_and_still_is_who_they_are() {
            String tag = operator.get("/admin/admin.css").header("ETag").orElseThrow();
            operator.with("If-None-Match", tag).get("/admin/admin.css").is(304);
            Visitor.anonymous()
                    .with("If-None-Match", tag)
                    .get("/admin/admin.css")
                    .isProblem(401, "unauthenticated");
        }

        @Test
        void tells_nobody_the_password_after_too_many_that_were_wrong() {
            Visitor guesser = Visitor.anonymous();
            Visitor wrong = guesser.with("Authorization", "Basic b3BzOndyb25n");
            for (int guess = 0; guess < 100; guess++) {
                wrong.get(guess % 2 == 0 ? "/admin" : "/admin/figures").isProblem(401, "unauthenticated");
            }
            wrong.get("/admin").isProblem(429, "rate_limited");
            guesser.with("Authorization", "Basic b3BzOm9wcw==").get("/admin").isProblem(429, "rate_limited");
            operator.get("/admin").is(200);
        }
    }
}
