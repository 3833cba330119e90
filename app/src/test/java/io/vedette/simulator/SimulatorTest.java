package io.vedette.simulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.vedette.testing.Repository;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestServer;
import io.vedette.testing.browser.BrowserTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator in a browser: one tab is a camera, another a phone. */
@BrowserTest
class SimulatorTest {
    /** Whose Socket.IO client the pages use. */
    enum Speaking {
        OURS,
        OFFICIAL
    }

    private static final String NO_WEBRTC =
            "window.RTCPeerConnection = class { constructor() { throw new Error('blocked'); } }";
    /** It tries, but only by relays, of which there are none. */
    private static final String SILENT_WEBRTC =
            "window.RTCPeerConnection = class extends RTCPeerConnection { constructor(settings) { super({ ...settings, iceTransportPolicy: 'relay' }); } }";

    private static final String NO_CAMERA = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })";
    private static final String OFFICIAL = "node_modules/socket.io-client/dist/socket.io.esm.min.js";

    private static final TcpProxy NETWORK = TcpProxy.to("localhost", 0);
    private static final String SITE = "http://localhost:" + NETWORK.port();
    private static TestServer server;

    private final BrowserContext context;
    private final Tabs tabs;

    SimulatorTest(BrowserContext context) {
        this.context = context;
        this.tabs = new Tabs(context, SITE);
    }

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("BETTER_AUTH_BASE_URL", SITE, "RATE_LIMIT_ENABLED", "false"));
        NETWORK.retarget(server.port());
    }

    @AfterAll
    static void stop() {
        NETWORK.close();
        server.close();
    }

    @AfterEach
    void nothing_went_wrong_on_a_page() {
        assertThat(tabs.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_phone_sees_what_a_camera_films_until_both_see_the_end(Speaking client) {
        if (client == Speaking.OFFICIAL) {
            context.route(
                    "**/sim/socket.js",
                    route -> route.fulfill(new FulfillOptions()
                            .setPath(Repository.file("app/src/test/browser").resolve(OFFICIAL))));
        }
        Page camera = tabs.camera();
        Page phone = tabs.phone();
        Tabs.watches(phone);
        Tabs.plays(phone);
        assertThat(camera.locator("#watching")).hasText("One stream");
        assertThat(phone.locator("#commands li").first()).containsText("start_streamacknowledged");

        camera.getByText("Motion begins").click();
        assertThat(phone.locator("#motions")).containsText("Porch: Something moved");
        camera.getByText("Motion ends").click();
        assertThat(phone.locator("#motions li").first()).containsText(" s");
        assertThat(phone.locator("#motions .moving")).hasCount(0);

        phone.getByText("Playback token").click();
        assertThat(phone.locator("#claims")).containsText("vedette:playback");

        NETWORK.cut();
        assertThat(phone.locator("#connection")).containsText("recovered after a loss");
        assertThat(camera.locator("#connection")).containsText("recovered after a loss");
        Tabs.press(phone, "End");
        assertThat(phone.locator("#carried")).containsText("It is over: ended by requester");
        assertThat(camera.locator("#watching")).hasText("Nobody watches");
        tabs.forgive("net::ERR");
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_WEBRTC, SILENT_WEBRTC})
    void where_webrtc_is_blocked_pictures_come_through_the_server(String blocked) {
        tabs.camera();
        context.addInitScript(blocked);
        Page phone = tabs.phone();
        Tabs.watches(phone);
        assertThat(phone.locator("#carried")).containsText("Picture by picture", Tabs.PATIENTLY);
        phone.waitForFunction("() => Number(document.getElementById('frames').dataset.frames) > 5");
    }

    @Test
    void a_media_server_may_have_to_wait_for_the_camera() {
        tabs.camera();
        context.addInitScript(Repository.file("app/src/test/browser/media-server.js"));
        Page phone = tabs.phone();
        Tabs.watches(phone);
        Tabs.plays(phone, "Through the media server");
    }

    @Test
    void either_tab_may_be_loaded_again_in_the_middle() {
        Page camera = tabs.camera();
        Page phone = tabs.phone();
        Tabs.watches(phone);
        Tabs.plays(phone);
        phone.reload();
        Tabs.plays(phone);
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        phone.onRequest(request -> {
            if (request.url().endsWith("/subscribe-credentials")) {
                asked.complete(true);
            }
        });
        camera.reload();
        phone.waitForCondition(asked::isDone);
        Tabs.plays(phone);
        assertThat(camera.locator("#watching")).hasText("One stream");
    }

    @Test
    void several_phones_watch_one_camera() {
        Page camera = tabs.camera();
        List<Page> phones = List.of(tabs.phone(), tabs.phone());
        phones.forEach(Tabs::watches);
        phones.forEach(Tabs::plays);
        assertThat(camera.locator("#watching")).hasText("2 streams");
        Tabs.press(phones.getFirst(), "End");
        assertThat(camera.locator("#watching")).hasText("One stream");
        Tabs.plays(phones.getLast());
    }

    @Test
    void a_camera_that_leaves_is_seen_to_be_gone() {
        Page camera = tabs.camera();
        Page phone = tabs.phone();
        Tabs.watches(phone);
        Tabs.plays(phone);
        Tabs.press(camera, "Remove this device");
        assertThat(phone.locator("#carried")).containsText("It is over");
        assertThat(camera.locator("#device")).isVisible();
        assertThat(phone.locator("#cameras")).containsText("None yet");
    }

    @Test
    void a_camera_that_is_disabled_is_told_so() {
        Page camera = tabs.camera();
        camera.evaluate("""
                () => fetch('/devices/' + JSON.parse(sessionStorage.getItem('vedette.device')).id, {
                  method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: '{"status":"disabled"}' })
                """);
        assertThat(camera.locator("#alert")).containsText("no more, or disabled", Tabs.PATIENTLY);
        assertThat(camera.locator("#device")).isVisible();
    }

    @Test
    void a_player_checks_its_token_and_plays() {
        tabs.camera();
        Page phone = tabs.phone();
        Tabs.watches(phone);
        Tabs.plays(phone);
        phone.getByText("Playback token").click();
        Page player =
                context.waitForPage(() -> phone.getByText("Open the player").click());
        assertThat(player.locator("#claims")).containsText("streamSessionId");
        Tabs.plays(player);
        String signature = player.url().replaceAll(".*\\.", "");
        Page forger = context.newPage();
        forger.navigate(player.url().replace(signature, new StringBuilder(signature).reverse()));
        assertThat(forger.locator("#carried")).containsText("The token is not good");
    }

    @Test
    void without_a_camera_it_draws_and_says_why() {
        context.addInitScript(NO_CAMERA);
        Page camera = tabs.device("A camera", "Porch");
        assertThat(camera.locator("#source")).containsText("over HTTPS or on localhost only");
        Page phone = tabs.phone();
        Tabs.watches(phone);
        Tabs.plays(phone);
    }

    @Test
    void what_is_pushed_is_shown_while_the_tab_is_closed() {
        Page phone = tabs.device("A phone", "Pocket");
        context.grantPermissions(List.of("notifications"));
        phone.evaluate("() => navigator.serviceWorker.register('/sim/worker.js')");
        phone.evaluate("() => navigator.serviceWorker.ready.then(() => true)");
        CDPSession browser = context.newCDPSession(phone);
        CompletableFuture<String> registration = new CompletableFuture<>();
        browser.on(
                "ServiceWorker.workerRegistrationUpdated",
                told -> told.getAsJsonArray("registrations")
                        .forEach(each -> registration.complete(
                                each.getAsJsonObject().get("registrationId").getAsString())));
        browser.send("ServiceWorker.enable");
        phone.waitForCondition(registration::isDone);
        JsonObject push = new JsonObject();
        push.addProperty("origin", SITE);
        push.addProperty("registrationId", registration.join());
        push.addProperty(
                "data", "{\"title\":\"Motion\",\"body\":\"A camera sees motion\",\"data\":{\"eventId\":\"1\"}}");
        String shown = "() => navigator.serviceWorker.ready.then(worker => worker.getNotifications())"
                + ".then(all => all.map(each => each.title + ': ' + each.body).join())";
        // One that comes before the worker is ready may be lost.
        phone.waitForCondition(() -> {
            browser.send("ServiceWorker.deliverPushMessage", push);
            return phone.evaluate(shown).toString().contains("Motion: A camera sees motion");
        });
    }

    @Test
    void at_an_address_that_the_server_does_not_know_it_says_so() {
        Page page = context.newPage();
        page.navigate(server.url() + "/sim/mobile-sim.html");
        Tabs.press(page, "Sign up");
        assertThat(page.locator("#alert")).containsText("BETTER_AUTH_BASE_URL=" + server.url());
        tabs.forgive("403");
    }

    @Test
    void what_happens_can_be_searched() {
        Page camera = tabs.camera();
        Locator lines = camera.locator("#log li:visible");
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("password"))
                        .first())
                .containsText("\"password\":\"…\"");
        camera.getByPlaceholder("Search").fill("register");
        assertThat(lines.first()).containsText("/devices/register");
        camera.getByLabel("from the server").uncheck();
        camera.getByLabel("to the server").uncheck();
        assertThat(lines).hasCount(0);
        camera.getByText("Clear").click();
        assertThat(camera.locator("#log li")).hasCount(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void looks_well_on_a_phone(ColorScheme scheme) {
        Map<String, Page> pages = new HashMap<>();
        pages.put("camera", tabs.camera());
        pages.put("phone", tabs.phone());
        Tabs.watches(pages.get("phone"));
        Tabs.plays(pages.get("phone"));
        pages.forEach((name, page) -> {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.setViewportSize(390, 844);
            assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            page.screenshot(new ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Repository.file("app/target/screenshots/sim-%s-%s.png".formatted(name, scheme))));
        });
    }
}
