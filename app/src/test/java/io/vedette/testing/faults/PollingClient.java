package io.vedette.testing.faults;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that polls, request by request. */
public final class PollingClient {
    private static final int LONGEST_WAIT = 30;

    private final Swarm swarm;
    private final String path;

    private PollingClient(Swarm swarm, String sid) {
        this.swarm = swarm;
        this.path = Swarm.POLLING + "&sid=" + sid;
    }

    public static PollingClient open(Swarm swarm) {
        String answer = await(swarm.ask(Swarm.get(Swarm.POLLING)));
        int start = answer.indexOf("\"sid\":\"");
        if (start < 0) {
            throw new AssertionError("No session was opened: " + answer);
        }
        return new PollingClient(swarm, answer.substring(start + 7, start + 43));
    }

    /** Connected, and told so. */
    public static PollingClient connect(Swarm swarm, String token) {
        PollingClient client = open(swarm);
        client.say("40{\"token\":\"%s\"}".formatted(token));
        String answer = client.poll();
        if (!answer.contains("40{")) {
            throw new AssertionError("It was not connected: " + answer);
        }
        return client;
    }

    /** Sends packets, and returns the whole answer. */
    public String say(String packets) {
        return await(swarm.ask(Swarm.post(path, packets)));
    }

    /** Awaits what comes. */
    public String poll() {
        return await(swarm.ask(Swarm.get(path)));
    }

    /** A poll whose answer may be left unread. */
    public Peer polling() {
        return swarm.open(Swarm.get(path));
    }

    /** The websocket that is to take over. */
    public Peer upgrading() {
        return swarm.open(Swarm.upgrade(path.replace("polling", "websocket")));
    }

    private static String await(CompletableFuture<String> answer) {
        return answer.orTimeout(LONGEST_WAIT, TimeUnit.SECONDS).join();
    }
}
