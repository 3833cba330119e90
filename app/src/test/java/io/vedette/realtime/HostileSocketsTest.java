package io.vedette.realtime;

import static io.vedette.testing.faults.HostileInput.mutated;
import static io.vedette.testing.faults.HostileInput.oneOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.testing.Leaks;
import io.vedette.testing.Property;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.faults.HostileInput;
import io.vedette.testing.faults.RawCalls;
import io.vedette.testing.faults.RawCalls.Answer;
import io.vedette.testing.sockets.Frame;
import io.vedette.testing.sockets.PollingClient;
import io.vedette.testing.sockets.RawWebSocket;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import io.vedette.testing.sockets.WebSocketClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever a socket brings closes it or is answered; no other socket notices, and nothing of it reaches the log. */
@ServerTest
class HostileSocketsTest {
    private static final TestServer SERVER = TestServer.start(Map.of("RATE_LIMIT_ENABLED", "false"));
    private static final URI URL = SERVER.url();
    private static final List<String> FIELDS =
            List.of("number", "text", "bytes", "data", "room", "_placeholder", "num");
    private static final List<String> PACKETS = List.of(
            "40{\"token\":\"camera-0196c0de-0000-7000-8000-000000000000\"}",
            "40/other,{}",
            "41",
            "421[\"echo\",{\"number\":1,\"text\":\"x\"}]",
            "42[\"room:join\",{\"room\":\"hostile\"}]",
            "422[\"room:say\",{\"room\":\"hostile\",\"text\":\"x\"}]",
            "431[{\"ok\":true}]",
            "451-3[\"echo\",{\"bytes\":{\"_placeholder\":true,\"num\":0}}]",
            "461-1[{\"_placeholder\":true,\"num\":0}]",
            "3",
            "2probe",
            "5");
    private static final String UPGRADE =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n";
    private static final List<String> REQUESTS = List.of(
            "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n",
            "GET /socket.io/?EIO=4&transport=polling&sid=0196c0de-0000-4000-8000-000000000000 HTTP/1.1\r\n",
            "POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nContent-Type: text/plain\r\n",
            "OPTIONS /socket.io/?EIO=4 HTTP/1.1\r\nOrigin: https://app.example.test\r\n",
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n" + UPGRADE);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Talker witness = Talker.connected(By.WEBSOCKET, URL);

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    private void check(int runs, Consumer<RandomGenerator> property) {
        Property.check(runs, property.andThen(_ -> isServed()));
    }

    private void isServed() {
        assertThat(witness.ask("echo", "{\"number\":1}").path("ok").booleanValue())
                .isTrue();
    }

    @AfterEach
    void nobody_else_noticed() {
        isServed();
        witness.close();
        root.detachAppender(log);
        assertThat(log.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .filteredOn(line -> !Leaks.isReport(line) && !isOfTheStore(line))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    /** No socket reaches it, and a server that has just started may still be getting its bucket. */
    private static boolean isOfTheStore(ILoggingEvent line) {
        return line.getLoggerName().startsWith("io.vedette.storage.");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Talker talker(By by, RandomGenerator chance) {
        return chance.nextInt(4) == 0 ? Talker.arriving(by, URL) : Talker.connected(by, URL);
    }

    private static String packet(RandomGenerator chance) {
        return switch (chance.nextInt(3)) {
            case 0 ->
                "42%d[\"%s\",%s]"
                        .formatted(
                                chance.nextInt(10),
                                oneOf(List.of("echo", "room:join", "room:say", "unknown"), chance),
                                new String(HostileInput.json(chance, FIELDS), StandardCharsets.UTF_8));
            case 1 -> oneOf(PACKETS, chance);
            default -> mutated(oneOf(PACKETS, chance), chance);
        };
    }

    /** Whole frames, so that a ping behind them is seen, if anything is still seen. */
    @Test
    void packets() {
        check(1_500, chance -> {
            try (Talker talker = talker(By.WEBSOCKET, chance)) {
                RawWebSocket socket = ((WebSocketClient) talker.engine()).socket();
                for (int sent = chance.nextInt(1, 6); sent > 0; sent--) {
                    socket.send(Frame.text(packet(chance)));
                    if (chance.nextInt(3) == 0) {
                        socket.send(Frame.binary(1, 2, 3));
                    }
                }
                socket.send(Frame.ping("end"));
                isAnsweredOrClosed(socket);
            }
        });
    }

    private static void isAnsweredOrClosed(RawWebSocket socket) {
        var frame = socket.next();
        while (frame.isPresent() && !frame.get().text().equals("end")) {
            frame = socket.next();
        }
    }

    /** Who has said all, and be it half a frame, is not waited for. */
    @Test
    void frames() {
        check(1_500, chance -> {
            try (Talker talker = talker(By.WEBSOCKET, chance)) {
                RawWebSocket socket = ((WebSocketClient) talker.engine()).socket();
                for (int sent = chance.nextInt(1, 4); sent > 0; sent--) {
                    socket.sendAsIs(mutated(frame(chance).bytes(), chance));
                }
                socket.endOutput();
                socket.closed();
            }
        });
    }

    private static Frame frame(RandomGenerator chance) {
        byte[] payload = packet(chance).getBytes(StandardCharsets.UTF_8);
        return new Frame(
                chance.nextInt(4) > 0,
                chance.nextInt(20) == 0 ? chance.nextInt(8) : 0,
                chance.nextInt(5) == 0 ? chance.nextInt(16) : Frame.TEXT,
                chance.nextInt(20) > 0,
                payload);
    }

    @Test
    void polling_bodies() {
        check(700, chance -> {
            try (Talker talker = talker(By.POLLING, chance)) {
                PollingClient client = (PollingClient) talker.engine();
                String body = packet(chance) + PollingClient.SEPARATOR + "bAQIDBA==" + PollingClient.SEPARATOR
                        + packet(chance);
                Answer answer = client.post(mutated(body, chance));
                assertThat(answer.status()).isIn(200, 400);
                assertThat(client.post(packet(chance)).status()).isIn(200, 400);
            }
        });
    }

    @Test
    void requests() {
        check(1_500, chance -> {
            String head =
                    mutated(oneOf(REQUESTS, chance).stripTrailing(), chance).replaceAll("[\\n\\x00]", "") + "\r\n";
            try (RawCalls call = new RawCalls(URL)) {
                Answer answer = call.send(head, "4x".getBytes(StandardCharsets.UTF_8));
                assertThat(answer.status()).as(head + answer).isBetween(200, 499);
            }
        });
    }
}
