package io.vedette.testing.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.testing.sockets.Talker.By;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A device that is cut off and comes back. It keeps what the official clients keep, and shows it as they do. */
public final class Wanderer implements AutoCloseable {
    private static final String ANSWER = "42[\"recovery\",";

    private URI server;

    private final By by;
    private final String token;
    private @Nullable Talker talker;
    private String sid = "";
    private @Nullable String pid;
    private @Nullable String offset;
    private boolean recovered;
    private @Nullable String ahead;

    public Wanderer(By by, URI server, String token) {
        this.by = by;
        this.server = server;
        this.token = token;
    }

    /** Where it comes next time. */
    public Wanderer at(URI other) {
        server = other;
        return this;
    }

    /** As the client for JavaScript does it: with its pass and the last offset, once it has them. */
    public Wanderer connects() {
        ObjectNode auth = auth();
        if (pid != null) {
            auth.put("pid", pid);
        }
        if (pid != null && offset != null) {
            auth.put("offset", offset);
        }
        return connects(auth);
    }

    /** As others can: with the last offset that they have seen. */
    public Wanderer asks() {
        return connects(auth().put("since", offset == null ? "" : offset));
    }

    public Wanderer connects(ObjectNode auth) {
        Talker arriving = Talker.arriving(by, server);
        talker = arriving;
        ahead = null;
        arriving.engine().send("40" + auth);
        String answer = arriving.engine().text();
        assertThat(answer).startsWith("40{");
        JsonNode told = Json.jsonMapper().readTree(answer.substring(2));
        recovered = told.path("pid").asString().equals(pid)
                && told.path("sid").asString().equals(sid);
        assertThat(told.path("pid").asString().equals(pid)).isEqualTo(recovered);
        sid = told.path("sid").asString();
        pid = told.path("pid").asString();
        return this;
    }

    public ObjectNode auth() {
        return Json.jsonMapper().createObjectNode().put("token", token);
    }

    /** Whether it went on where it was, as the last answer to its connecting said. */
    public boolean isRecovered() {
        return recovered;
    }

    public String pid() {
        return String.valueOf(pid);
    }

    public @Nullable String offset() {
        return offset;
    }

    public void hasSeen(@Nullable String other) {
        offset = other;
    }

    public Talker talker() {
        if (talker == null) {
            throw new IllegalStateException("It has not been here yet");
        }
        return talker;
    }

    /** The numbers of its next tidings; nothing else may come before. */
    public List<Integer> hears(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(hears());
        }
        return numbers;
    }

    public int hears() {
        JsonNode told = hearsAnything();
        assertThat(told.path(0).asString()).isEqualTo("tiding");
        return told.path(1).path("number").asInt();
    }

    /** The next event that is kept, whichever: its name, its payload and its offset. */
    public JsonNode hearsAnything() {
        String event = next();
        assertThat(event).startsWith("42[");
        JsonNode told = Json.jsonMapper().readTree(event.substring(2));
        offset = told.path(2).stringValue();
        return told;
    }

    /** Whether the next that comes says that it is recovered, or not. */
    public boolean isAnswered() {
        ahead = next();
        return ahead.startsWith(ANSWER);
    }

    private String next() {
        String event = ahead == null ? talker().engine().text() : ahead;
        ahead = null;
        return event;
    }

    /** What it is told of its coming back, having asked for it, and nothing else before. */
    public boolean hearsThatItIsRecovered() {
        String event = next();
        assertThat(event).startsWith(ANSWER);
        JsonNode told = Json.jsonMapper().readTree(event.substring(2));
        assertThat(told.size()).isEqualTo(2);
        offset = told.path(1).path("offset").stringValue();
        return told.path(1).path("recovered").booleanValue();
    }

    /** Its transport breaks; over polling it just comes no more. */
    public void isCut() {
        if (by == By.WEBSOCKET) {
            talker().close();
        }
    }

    /** It means to go; awaits that the server lets it. */
    public void leaves() {
        talker().tell("41");
        if (by == By.WEBSOCKET) {
            ((WebSocketClient) talker().engine()).socket().endOutput();
            talker().engine().awaitEnd();
        } else {
            talker().close();
        }
    }

    @Override
    public void close() {
        if (talker != null) {
            talker.close();
        }
    }
}
