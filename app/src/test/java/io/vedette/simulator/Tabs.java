package io.vedette.simulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tabs of one browser, each a device of the same person. */
final class Tabs {
    static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(30_000);

    private final BrowserContext context;
    private final String site;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Tabs(BrowserContext context, String site) {
        this.context = context;
        this.site = site;
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
    }

    /** What the pages complained of. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What the test itself has brought about. */
    void forgive(String complaint) {
        complaints.removeIf(each -> each.contains(complaint));
    }

    Page camera() {
        Page page = device("A camera", "Porch");
        assertThat(page.locator("#source")).containsText("What this device's camera sees", PATIENTLY);
        return page;
    }

    /** Linked with the camera that is there. */
    Page phone() {
        Page page = device("A phone", "Pocket");
        press(page, "Link");
        return page;
    }

    /** The person signs up in the first tab, and is signed in in all others. */
    Page device(String role, String name) {
        Page page = context.newPage();
        page.navigate(site + "/sim/mobile-sim.html");
        Locator person = page.locator("#account");
        Locator device = page.locator("#device");
        assertThat(person.or(device).filter(new Locator.FilterOptions().setVisible(true)))
                .hasCount(1);
        if (person.isVisible()) {
            press(page, "Sign up");
        }
        page.getByLabel("Name").fill(name);
        press(page, role);
        assertThat(page.locator("#connection")).containsText("Connected", PATIENTLY);
        return page;
    }

    static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    static void watches(Page phone) {
        press(phone, "Watch");
    }

    /** Twenty pictures more than there were. */
    static void plays(Page phone) {
        plays(phone, "From browser to browser");
    }

    static void plays(Page phone, String way) {
        assertThat(phone.locator("#carried")).containsText(way, PATIENTLY);
        String shown = "document.getElementById('video').getVideoPlaybackQuality().totalVideoFrames";
        phone.waitForFunction("before => %s > before + 20".formatted(shown), phone.evaluate(shown));
    }
}
