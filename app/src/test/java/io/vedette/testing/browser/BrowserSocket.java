package io.vedette.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vedette.platform.json.Json;
import io.vedette.testing.DocumentedEvents;
import io.vedette.testing.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The Socket.IO project's client for JavaScript, on a page. Bytes that it gets read {@code "bytes: 1,2,3"}. */
public final class BrowserSocket {
    private final Page page;

    private BrowserSocket(Page page) {
        this.page = page;
    }

    /** Opens a page of this site and lets it connect, with these options of the client. */
    public static BrowserSocket connecting(Page page, Site site, Map<String, Object> options) {
        return connecting(page, site, TestServer.running().url(), options);
    }

    public static BrowserSocket connecting(Page page, Site site, URI server, Map<String, Object> options) {
        page.navigate(site.url());
        page.evaluate("([server, options]) => connect(server, options)", List.of(server.toString(), options));
        return new BrowserSocket(page);
    }

    /** The next event, its name first; the client's own are among them. */
    public JsonNode hears() {
        return hears(1).getFirst();
    }

    private List<JsonNode> hears(int count) {
        String next = "count => heard.length >= count && plain(heard.splice(0, count))";
        return list(page.waitForFunction(next, count).jsonValue());
    }

    public void hears(String event, String... arguments) {
        JsonNode next = hears();
        assertThat(next.valueStream().map(JsonNode::asString))
                .as(() -> "what was heard: " + next)
                .startsWith(event)
                .endsWith(arguments);
    }

    /** What the server's next events say, which must be this one so often. */
    public List<JsonNode> isTold(String event, int times) {
        List<JsonNode> next = hears(times);
        assertThat(next).allSatisfy(each -> {
            assertThat(each.path(0).asString()).isEqualTo(event);
            DocumentedEvents.checkTold(each);
        });
        return next.stream().map(each -> each.path(1)).toList();
    }

    /** Emits all of these, JavaScript values each, without waiting in between, and gives what each was acknowledged with. */
    public List<JsonNode> ask(String event, String... payloads) {
        List<JsonNode> answers = list(page.evaluate("ask('%s', %s)".formatted(event, String.join(", ", payloads))));
        answers.forEach(answer -> DocumentedEvents.check(event, answer.toString()));
        return answers;
    }

    public boolean isConnected() {
        return (boolean) page.evaluate("socket.connected");
    }

    /** Whether it is connected, or will be without anybody's doing. */
    public boolean isActive() {
        return (boolean) page.evaluate("socket.active");
    }

    /** Whether it went on where it was, as the client itself understands it. */
    public boolean isRecovered() {
        return (boolean) page.evaluate("!!socket.recovered");
    }

    public void awaitUpgrade() {
        page.waitForFunction("() => socket.io.engine.transport.name === 'websocket'");
    }

    private static List<JsonNode> list(Object text) {
        return Json.jsonMapper().readTree((String) text).valueStream().toList();
    }
}
