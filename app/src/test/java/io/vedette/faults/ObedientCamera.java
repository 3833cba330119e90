package io.vedette.faults;

import io.vedette.platform.json.Json;
import io.vedette.testing.faults.Peer;
import io.vedette.testing.faults.StockClient;
import io.vedette.testing.faults.Swarm;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Confirms what it is pushed at once, does it for a moment, and says what became of it; also when it is pushed it again. */
final class ObedientCamera {
    private static final Pattern PUSH = Pattern.compile("42(\\d+)\\[\"command:received\",(.*)]", Pattern.DOTALL);
    private static final int LONGEST_WORK = 200;

    private static final Pattern ANSWER = Pattern.compile("43([0-9]+)\\[");
    private static final Duration BEFORE_IT_IS_SAID_AGAIN = Duration.ofMillis(500);

    private final CommandLedger ledger;
    private final String id;
    private final StockClient client;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, Peer> over = new HashMap<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final Map<Integer, Runnable> unheard = new ConcurrentHashMap<>();

    ObedientCamera(String id, String token, Swarm swarm, CommandLedger ledger) {
        this.id = id;
        this.ledger = ledger;
        this.client = new StockClient(swarm, token, this::take);
    }

    boolean isConnected() {
        return client.isConnected();
    }

    void drop() {
        client.cut();
    }

    private void take(Peer peer, String packet) {
        Matcher push = PUSH.matcher(packet);
        if (push.matches()) {
            Instant now = Instant.now();
            peer.say("43" + push.group(1) + "[]");
            obey(peer, Json.jsonMapper().readTree(push.group(2)), now);
        }
        Matcher answered = ANSWER.matcher(packet);
        if (answered.lookingAt()) {
            heard(
                    Integer.parseInt(answered.group(1)),
                    packet.contains("\"ok\":false") && !packet.contains("command_settled"));
        }
    }

    private void obey(Peer peer, JsonNode pushed, Instant now) {
        String command = pushed.path("commandId").asString();
        int attempt = pushed.path("attempt").asInt();
        int before = attempts.getOrDefault(command, 0);
        ledger.arrived(id, command, now, Instant.parse(pushed.path("expiresAt").asString()));
        if (before > 0) {
            ledger.again(command, attempt > before, peer.equals(over.get(command)));
        }
        attempts.put(command, attempt);
        over.put(command, peer);
        String status = pushed.at("/payload/wish").asString();
        int work = ThreadLocalRandom.current().nextInt(LONGEST_WORK);
        client.later(() -> answer(peer, command, status), Duration.ofMillis(work));
    }

    /** A server that is busy may refuse it for now, so it is said until it is heard. */
    private void answer(Peer peer, String command, String status) {
        if (!peer.hasEnded()) {
            int number = answers.incrementAndGet();
            unheard.put(number, () -> answer(peer, command, status));
            peer.say("42%d[\"command:ack\",{\"commandId\":\"%s\",\"status\":\"%s\"}]"
                    .formatted(number, command, status));
        }
    }

    private void heard(int number, boolean refused) {
        Runnable again = unheard.remove(number);
        if (again != null && refused) {
            client.later(again, BEFORE_IT_IS_SAID_AGAIN);
        }
    }
}
