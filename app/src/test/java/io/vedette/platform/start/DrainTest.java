package io.vedette.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.testing.Await;
import io.vedette.testing.Reply;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.notes.NoteGate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that is told to stop. */
class DrainTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void running_requests_end_and_new_ones_find_nobody() throws Exception {
        TestServer server = TestServer.start(Map.of());
        Visitor ada = Visitor.at(server.url()).bearing("user-ada");
        int port = server.port();
        NoteGate gate = server.bean(NoteGate.class);
        CompletableFuture<Reply> running = CompletableFuture.supplyAsync(() -> ada.post("/notes/await", null));
        Await.until("the request runs", SOON, () -> gate.waiting() == 1);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        Await.until("nobody listens", SOON, () -> nobodyListensOn(port));
        assertThat(stopped).isNotDone();
        gate.open();
        running.get(20, TimeUnit.SECONDS).is(200);
        stopped.get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_request_that_does_not_end_holds_up_the_end_no_longer_than_allowed() throws Exception {
        TestServer server = TestServer.start(Map.of("SHUTDOWN_TIMEOUT", "300ms"));
        Visitor ada = Visitor.at(server.url()).bearing("user-ada");
        NoteGate gate = server.bean(NoteGate.class);
        CompletableFuture<Reply> running = CompletableFuture.supplyAsync(() -> ada.post("/notes/await", null));
        Await.until("the request runs", SOON, () -> gate.waiting() == 1);
        CompletableFuture.runAsync(server::close).get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
    }

    /** On a connection of its own: one that is kept alive is still served. */
    private static boolean nobodyListensOn(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (IOException refused) {
            return true;
        }
    }
}
