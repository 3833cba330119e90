package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.testing.Person;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import io.vedette.testing.browser.BrowserSocket;
import io.vedette.testing.browser.BrowserTest;
import io.vedette.testing.browser.Site;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose pages may have sockets, and with what. */
@BrowserTest
class SocketOriginsTest {
    private final BrowserContext context;
    private final Page page;

    SocketOriginsTest(BrowserContext context, Page page) {
        this.context = context;
        this.page = page;
    }

    private static double handshakes(String result) {
        return TestServer.running()
                .bean(MeterRegistry.class)
                .counter("vedette.socket.handshakes", "result", result)
                .count();
    }

    private BrowserSocket connecting(Site site, String transport, Map<String, String> auth) {
        return BrowserSocket.connecting(
                page,
                site,
                Map.of("transports", List.of(transport), "auth", auth, "withCredentials", true, "reconnection", false));
    }

    private static Map<String, String> token() {
        return Map.of("token", "camera-" + UUID.randomUUID());
    }

    @Nested
    class Untrusted {
        @ParameterizedTest
        @CsvSource({
            "STRANGER, polling, xhr poll error",
            "STRANGER, websocket, websocket error",
            "NEIGHBOUR, polling, xhr poll error",
            "NEIGHBOUR, websocket, websocket error"
        })
        void can_not_connect(Site site, String transport, String error) {
            double refused = handshakes("forbidden");
            BrowserSocket socket = connecting(site, transport, token());
            assertThat(socket.hears().path(1).asString()).isEqualTo(error);
            assertThat(handshakes("forbidden")).isEqualTo(refused + 1);
        }

        /** A page may call anybody whose answer it doesn't want to read, and then its origin isn't told. */
        @Test
        void can_not_even_open_a_session_that_it_never_sees() {
            double opened = handshakes("opened");
            double refused = handshakes("forbidden");
            page.navigate(Site.STRANGER.url());
            page.evaluate(
                    "url => fetch(url, {mode: 'no-cors', credentials: 'include'})",
                    TestServer.running().url() + "/socket.io/?EIO=4&transport=polling");
            assertThat(handshakes("opened")).isEqualTo(opened);
            assertThat(handshakes("forbidden")).isEqualTo(refused + 1);
        }
    }

    @Nested
    class The_cookie_of_a_session {
        private static final class SignedUp {
            static final Reply REPLY = Person.stranger().signUp().is(200);
        }

        private void signIn() {
            String set = Person.setCookies(SignedUp.REPLY).getFirst();
            String[] named = set.split("[=;]", 3);
            String sameSite = set.replaceFirst(".*; SameSite=(\\w+).*", "$1").toUpperCase(Locale.ROOT);
            context.addCookies(List.of(new Cookie(named[0], named[1])
                    .setUrl(TestServer.running().url().toString())
                    .setSameSite(SameSiteAttribute.valueOf(sameSite))));
        }

        private boolean isSent(Request request) {
            return request.allHeaders().getOrDefault("cookie", "").contains("session_token");
        }

        @ParameterizedTest
        @CsvSource({"OWN, true", "TRUSTED, false"})
        void goes_to_its_own_site_only(Site site, boolean sent) {
            signIn();
            Request request = page.waitForRequest("**/socket.io/**", () -> connecting(site, "polling", token()));
            assertThat(isSent(request)).isEqualTo(sent);
        }

        /** It would open them for every page that can make the browser call. */
        @ParameterizedTest
        @CsvSource({"OWN, polling", "OWN, websocket", "TRUSTED, polling", "TRUSTED, websocket"})
        void opens_no_socket(Site site, String transport) {
            signIn();
            assertThat(connecting(site, transport, Map.of()).hears())
                    .hasToString("[\"connect_error\",\"unauthorized\",{\"code\":\"unauthenticated\"}]");
        }

        @ParameterizedTest
        @CsvSource({"OWN, polling", "OWN, websocket", "TRUSTED, polling", "TRUSTED, websocket"})
        void does_not_stand_in_the_way_of_a_token(Site site, String transport) {
            signIn();
            connecting(site, transport, token()).hears("connect");
        }
    }
}
