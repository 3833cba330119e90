package io.vedette.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.vedette.platform.json.Json;
import io.vedette.testing.Person;
import io.vedette.testing.TestServer;
import io.vedette.testing.browser.BrowserTest;
import io.vedette.testing.browser.Site;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Signing in and out on pages, where the browser decides which answers are seen and which cookies are kept and sent. */
@BrowserTest
class BrowserSessionTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final BrowserContext context;
    private final Page page;
    private final Person person = Person.stranger();

    BrowserSessionTest(BrowserContext context, Page page) {
        this.context = context;
        this.page = page;
    }

    private JsonNode call(Site site, String path, Map<String, Object> options) {
        page.navigate(site.url());
        Object reply = page.evaluate(
                "([url, options]) => call(url, options)",
                new Object[] {TestServer.running().url() + "/api/auth" + path, options});
        return Json.jsonMapper().readTree((String) reply);
    }

    private JsonNode signUp(Site site) {
        String body = person.credentials().put("name", "Ada").toString();
        return call(site, "/sign-up/email", Map.of("method", "POST", "headers", JSON, "body", body));
    }

    private JsonNode signIn(Site site) {
        String body = person.credentials().toString();
        return call(site, "/sign-in/email", Map.of("method", "POST", "headers", JSON, "body", body));
    }

    private static void isSignedIn(JsonNode session, Person as) {
        assertThat(session.path("text").asString()).contains(as.email());
    }

    private static void isNobody(JsonNode session) {
        assertThat(session.path("status").asInt()).isEqualTo(200);
        assertThat(session.path("text").asString()).isEqualTo("null");
    }

    private JsonNode session(Site site) {
        return call(site, "/get-session", Map.of());
    }

    @Test
    void a_session_lives_in_a_cookie_that_no_script_sees() {
        assertThat(signUp(Site.OWN).path("status").asInt()).isEqualTo(200);
        isSignedIn(session(Site.OWN), person);
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        assertThat(context.cookies())
                .singleElement()
                .matches(cookie -> cookie.httpOnly && cookie.sameSite == SameSiteAttribute.LAX);

        assertThat(call(Site.OWN, "/sign-out", Map.of("method", "POST"))
                        .path("status")
                        .asInt())
                .isEqualTo(200);
        assertThat(context.cookies()).isEmpty();
        isNobody(session(Site.OWN));
    }

    @Test
    void a_trusted_page_of_another_site_keeps_the_token_itself() {
        person.signUp();
        String token = signIn(Site.TRUSTED).path("token").asString();
        assertThat(context.cookies()).isEmpty();
        isNobody(session(Site.TRUSTED));
        isSignedIn(
                call(Site.TRUSTED, "/get-session", Map.of("headers", Map.of("Authorization", "Bearer " + token))),
                person);
    }

    @Test
    void a_page_that_nobody_trusts_learns_nothing_and_ends_nothing() {
        person.signUp();
        assertThat(signIn(Site.STRANGER).path("status").asInt()).isZero();
        assertThat(context.cookies()).isEmpty();

        assertThat(signIn(Site.OWN).path("status").asInt()).isEqualTo(200);
        assertThat(session(Site.NEIGHBOUR).path("status").asInt()).isZero();
        call(Site.NEIGHBOUR, "/sign-out", Map.of("method", "POST", "mode", "no-cors"));
        call(Site.STRANGER, "/sign-out", Map.of("method", "POST", "mode", "no-cors"));
        isSignedIn(session(Site.OWN), person);
    }
}
