package io.vedette.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vedette.platform.json.Json;
import io.vedette.testing.DocumentedEvents;
import io.vedette.testing.TestServer;
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
        page.navigate(site.url());
        page.evaluate(
                "([server, options]) => connect(server, options)",
                List.of(TestServer.running().url().toString(), options));
        return new BrowserSocket(page);
    }

    /** The next event, its name first; the client's own are among them. */
    public JsonNode hears() {
        return json(page.waitForFunction("() => heard.length > 0 && plain(heard.shift())")
                .jsonValue());
    }

    public void hears(String event, String... arguments) {
        JsonNode next = hears();
        assertThat(next.valueStream().map(JsonNode::asString))
                .as("what was heard")
                .startsWith(event)
                .endsWith(arguments);
    }

    /** What the server's next event says, which must be this one. */
    public JsonNode isTold(String event) {
        JsonNode next = hears();
        assertThat(next.path(0).asString()).as("%s", next).isEqualTo(event);
        DocumentedEvents.checkPush(event, next.path(1).toString());
        return next.path(1);
    }

    /** Emits all of these, JavaScript values each, without waiting in between, and gives what each was acknowledged with. */
    public List<JsonNode> ask(String event, String... payloads) {
        List<JsonNode> answers = json(page.evaluate("ask('%s', %s)".formatted(event, String.join(", ", payloads))))
                .valueStream()
                .toList();
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

    public void awaitUpgrade() {
        page.waitForFunction("() => socket.io.engine.transport.name === 'websocket'");
    }

    private static JsonNode json(Object text) {
        return Json.jsonMapper().readTree((String) text);
    }
}
