package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over sockets is held against the document, and what the server really says holds. */
@ServerTest
class DocumentedEventsTest {
    @Nested
    class An_acknowledgement {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"ok\":true}",
                    "{\"ok\":true,\"echo\":7}",
                    "{\"ok\":true,\"text\":\"a\",\"number\":1,\"bytes\":null,\"data\":null}",
                    "{\"ok\":false,\"echo\":{\"text\":\"a\",\"number\":1,\"bytes\":null,\"data\":null}}",
                    "{\"ok\":false,\"error\":{\"code\":\"no_room\",\"message\":\"m\"}}",
                    "{\"ok\":false,\"error\":{\"code\":\"overloaded\"}}",
                    "{\"ok\":false,\"error\":{\"code\":\"validation_failed\",\"message\":\"m\",\"errors\":[{\"field\":\"a\"}]}}"
                })
        void of_another_form_than_promised_is_found(String acknowledgement) {
            assertThatThrownBy(() -> DocumentedEvents.check("echo", acknowledgement))
                    .isInstanceOf(AssertionError.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{\"ok\":true}", "{\"ok\":false,\"error\":{\"code\":\"overloaded\",\"message\":\"m\"}}"})
        void of_an_event_that_is_not_documented_is_found(String acknowledgement) {
            assertThatThrownBy(() -> DocumentedEvents.check("no:such", acknowledgement))
                    .isInstanceOf(AssertionError.class);
        }

        @Test
        void with_bytes_is_as_promised_whether_they_are_in_it_or_beside_it() {
            String answer = "{\"ok\":true,\"echo\":{\"text\":null,\"number\":1,\"bytes\":%s,\"data\":null}}";
            assertThatCode(() -> DocumentedEvents.check("echo", answer.formatted("\"AQID\"")))
                    .doesNotThrowAnyException();
            assertThatCode(() -> DocumentedEvents.check("echo", answer.formatted("{\"_placeholder\":true,\"num\":0}")))
                    .doesNotThrowAnyException();
        }
    }

    @Nested
    class A_push {
        @Test
        void of_another_form_than_promised_is_found() {
            assertThatThrownBy(() -> DocumentedEvents.checkPush("room:said", "{\"room\":\"a\",\"text\":\"b\"}"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("room:said");
        }

        @Test
        void that_is_not_documented_is_found() {
            assertThatThrownBy(() -> DocumentedEvents.checkPush("echo", "{}"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("not documented");
        }
    }

    @Nested
    class The_server {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "echo; {\"number\":7}",
                    "echo; {\"data\":{\"a\":[1]}}",
                    "echo; {\"number\":\"seven\"}",
                    "echo; 7",
                    "echo;",
                    "room:join; {\"room\":\"documents\"}",
                    "room:join; {}",
                    "room:join;",
                    "room:leave; {\"room\":\"documents\"}",
                    "no:such; {}"
                })
        void acknowledges_as_promised(String event, @Nullable String payload) {
            try (Client client = new Client("fixed-4711")) {
                DocumentedEvents.check(event, client.ask(event, payload));
            }
        }

        @Test
        void tells_as_promised() {
            try (Client client = new Client("fixed-4712")) {
                client.ask("room:join", "{\"room\":\"told\"}");
                client.send("420[\"room:say\",{\"room\":\"told\",\"text\":\"hear\"}]");
                String told = client.next("42[\"room:said\",");
                DocumentedEvents.checkPush("room:said", told.substring(0, told.length() - 1));
            }
        }
    }

    /** Just enough of a client: text packets over a websocket. */
    private static final class Client implements WebSocket.Listener, AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
        private final StringBuilder packet = new StringBuilder();
        private final WebSocket socket;

        @SuppressWarnings("this-escape") // it hears nothing before it is there
        Client(String token) {
            URI server = URI.create("ws://localhost:%d/socket.io/?EIO=4&transport=websocket"
                    .formatted(TestServer.running().port()));
            socket = http.newWebSocketBuilder().buildAsync(server, this).join();
            send("40{\"token\":\"%s\"}".formatted(token));
            next("40");
        }

        String ask(String event, @Nullable String payload) {
            send(payload == null ? "421[\"%s\"]".formatted(event) : "421[\"%s\",%s]".formatted(event, payload));
            String acknowledged = next("431[");
            return acknowledged.substring(0, acknowledged.length() - 1);
        }

        void send(String text) {
            socket.sendText(text, true).join();
        }

        /** The rest of the next packet that begins so. */
        String next(String beginning) {
            try {
                String next = Objects.requireNonNull(packets.poll(10, TimeUnit.SECONDS), "nothing more came");
                return next.startsWith(beginning) ? next.substring(beginning.length()) : next(beginning);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            packet.append(part);
            if (last) {
                packets.add(packet.toString());
                packet.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
            http.shutdownNow();
        }
    }
}
