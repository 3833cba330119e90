package io.vedette.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.HttpCredentials;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Ports;
import io.vedette.testing.Repository;
import io.vedette.testing.Scratch;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.browser.BrowserTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's page in a browser, with the store that comes along. */
@BrowserTest
class AdminPageTest {
    private static final int BYTES_A_SECOND = 4_000_000;
    private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(20_000);

    private static TestServer server;

    private final BrowserContext strangers;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    AdminPageTest(BrowserContext strangers) {
        this.strangers = strangers;
    }

    @BeforeAll
    static void start() {
        Map<String, String> environment = new HashMap<>();
        String port = Integer.toString(Ports.free());
        environment.put("PORT", port);
        environment.put("BETTER_AUTH_BASE_URL", "http://localhost:" + port);
        List.of("MINIO_ENDPOINT", "MINIO_ACCESS_KEY", "MINIO_SECRET_KEY").forEach(name -> environment.put(name, ""));
        environment.put("MINIO_PORT", "0");
        environment.put("DATA_DIR", Scratch.file("admin-page").toAbsolutePath().toString());
        server = TestServer.start(environment);
        DeviceRows rows = new DeviceRows(server.database());
        rows.cameras(12);
        rows.clients(5);
        TestDatabase.execute(server.database(), """
                update devices set online = true where id::text like '00000000-0000-7000-%' and right(id::text, 1) in ('1', '2')
                """);
        for (int number = 1; number <= 5; number++) {
            rows.command(DeviceRows.numbered(number), DeviceRows.client(1));
        }
        TestDatabase.execute(server.database(), """
                insert into events (id, user_id, device_id, type, status, severity, started_at, ended_at, metadata, created_at)
                select uuidv7(- i * interval '9 minutes'), '%s', '%s', 'motion', 'ended', 'info', at, now(), '{}', at
                from generate_series(1, 200) i, lateral (select now() - i * interval '9 minutes' as at) made
                where i %% 11 < 7 and i not between 40 and 60
                """.formatted(DeviceRows.OWNER, DeviceRows.numbered(1)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Page opened(int width, ColorScheme scheme) {
        BrowserContext context = strangers
                .browser()
                .newContext(new NewContextOptions()
                        .setHttpCredentials(new HttpCredentials("ops", "ops")
                                .setOrigin(server.url().toString()))
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (!message.type().equals("log")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(server.url() + "/admin");
        assertThat(page.locator("#pulse")).containsText("Up to date", PATIENTLY);
        return page;
    }

    private static FilePayload file(String name, int bytes) {
        return new FilePayload(name, "video/mp4", "x".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
    }

    private static void slow(Page page, int bytesASecond) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesASecond);
        page.context().newCDPSession(page).send("Network.emulateNetworkConditions", conditions);
    }

    @Test
    void an_object_is_uploaded_found_downloaded_and_deleted_by_keyboard() throws IOException {
        Page page = opened(1280, ColorScheme.LIGHT);
        slow(page, BYTES_A_SECOND);
        upload(page);
        Locator rows = page.locator("#list li");
        assertThat(page.locator("#list")).containsText("other.mp4", PATIENTLY);
        page.getByRole(AriaRole.SEARCHBOX).fill("EVENING_w");
        assertThat(rows).hasCount(1);
        assertThat(page.locator("#found")).hasText("1 object");
        assertThat(rows).containsText(Pattern.compile("admin/front_door/[0-9a-f-]{36}-Evening_walk\\.mp4"));

        Download download =
                page.waitForDownload(() -> rows.getByText("Download").click());
        assertThat(download.suggestedFilename()).isEqualTo("Evening_walk.mp4");
        assertThat(Files.size(download.path())).isEqualTo(BYTES_A_SECOND);

        deleteByKeyboard(page, rows);
        page.reload();
        assertThat(page.locator("#list")).containsText("other.mp4", PATIENTLY);
        assertThat(page.locator("#list")).not().containsText("Evening_walk");
        assertThat(complaints).isEmpty();
    }

    private static void upload(Page page) {
        page.evaluate("""
                () => {
                  window.shares = [];
                  new MutationObserver(() => window.shares.push(document.querySelector('progress')?.value))
                    .observe(document.getElementById('uploads'), {subtree: true, childList: true, attributes: true});
                }""");
        page.getByLabel("Folder").fill("front door");
        page.getByLabel("Files").setInputFiles(file("Evening walk.mp4", BYTES_A_SECOND));
        assertThat(page.locator("#uploads li")).containsText("uploaded, 4.0 MB", PATIENTLY);
        assertThat((List<?>) page.evaluate("window.shares.filter(share => share > 0 && share < 1)"))
                .isNotEmpty();
        page.getByLabel("Files").setInputFiles(file("other.mp4", 3));
        assertThat(page.locator("#uploads li")).hasCount(2);
        assertThat(page.locator("#uploads li").first()).containsText("uploaded, 3 bytes", PATIENTLY);
    }

    private static void deleteByKeyboard(Page page, Locator rows) {
        page.locator("#below").focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(rows.getByText("Delete")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByText("Keep it")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).isHidden();
        assertThat(rows.getByText("Delete")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(rows).hasCount(0);
        assertThat(page.locator("#said")).containsText("is deleted");
        assertThat(page.locator("#search")).isFocused();
    }

    @Test
    void an_upload_can_be_cancelled() {
        Page page = opened(1280, ColorScheme.LIGHT);
        slow(page, 100_000);
        page.getByLabel("Files").setInputFiles(file("endless.mp4", BYTES_A_SECOND));
        assertThat(page.locator("#uploads .about")).containsText("%", PATIENTLY);
        page.getByLabel("Cancel the upload of endless.mp4").click();
        assertThat(page.locator("#uploads li")).containsText("Cancelled.");
        page.getByLabel("Dismiss endless.mp4").click();
        assertThat(page.locator("#uploads li")).hasCount(0);
        page.reload();
        assertThat(page.locator("#found")).hasText(Pattern.compile("object|none"));
        assertThat(page.locator("#list")).not().containsText("endless");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_server_that_can_not_be_reached_is_told_of() {
        Page page = opened(1280, ColorScheme.LIGHT);
        page.context().setOffline(true);
        assertThat(page.locator("#pulse")).containsText("can't be reached", PATIENTLY);
        page.getByLabel("Files").setInputFiles(file("never.mp4", 3));
        assertThat(page.locator("#uploads .problem")).containsText("can't be reached", PATIENTLY);
        page.context().setOffline(false);
        assertThat(page.locator("#pulse")).containsText("Up to date", PATIENTLY);
        assertThat(complaints).allMatch(each -> each.contains("ERR_INTERNET_DISCONNECTED"));
    }

    @Test
    void nobody_sees_it_without_a_password() {
        Page page = strangers.newPage();
        assertThatThrownBy(() -> page.navigate(server.url() + "/admin"))
                .hasMessageContaining("ERR_INVALID_AUTH_CREDENTIALS");
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void fits_every_screen(int width, ColorScheme scheme) {
        Page page = opened(width, scheme);
        assertThat(page.locator("#cameras")).hasText("4");
        assertThat(page.locator("#motion rect")).hasCount(24);
        page.getByLabel("Files").setInputFiles(file("a rather long name of a clip from the garden.mp4", 3_000));
        assertThat(page.locator("#uploads li")).containsText("uploaded", PATIENTLY);
        assertThat(page.locator("#list li").first()).containsText("garden.mp4", PATIENTLY);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        String name = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        page.screenshot(new ScreenshotOptions()
                .setFullPage(true)
                .setPath(Repository.file("app/target/screenshots/admin-%s.png".formatted(name))));
        page.locator("#list .danger").first().click();
        page.screenshot(new ScreenshotOptions()
                .setPath(Repository.file("app/target/screenshots/admin-%s-dialog.png".formatted(name))));
        assertThat(complaints).isEmpty();
    }
}
