package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.ops.Ticks;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.sockets.Talker;
import io.vedette.testing.sockets.Talker.By;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

/** Questions on terms: what is dropped when it is too late, and who is told that it was written. */
@ServerTest
class TermsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Push<String> WELL =
            Push.push("well", String.class, "Well?").toldOnce();
    private static final int MOST_QUESTIONS = 64;

    private final UUID camera = UUID.randomUUID();

    private Talker connected(By by) {
        Talker talker = Talker.arriving(by, TestServer.running().url());
        talker.connect("{\"token\":\"camera-%s\"}".formatted(camera));
        return talker;
    }

    private Socket socket() {
        return TestServer.running().bean(Sockets.class).ofDevice(camera).getFirst();
    }

    private CompletableFuture<JsonNode> ask(String what, long deadline, Runnable written) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        socket().ask(WELL, what, new Terms(PATIENCE, deadline, written))
                .subscribe(answer::complete, answer::completeExceptionally);
        return answer;
    }

    private static long in(Duration time) {
        return Ticks.nanos() + time.toNanos();
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void that_it_was_written_is_told_before_it_is_answered(By by) throws Exception {
        try (Talker talker = connected(by)) {
            CompletableFuture<Void> written = new CompletableFuture<>();
            CompletableFuture<JsonNode> answer = ask("one", in(PATIENCE), () -> written.complete(null));
            assertThat(talker.engine().text()).isEqualTo("421[\"well\",\"one\"]");
            written.get(10, TimeUnit.SECONDS);
            assertThat(answer).isNotDone();
            talker.tell("431[\"yes\"]");
            assertThat(answer.get(10, TimeUnit.SECONDS)).hasToString("\"yes\"");
        }
    }

    @Test
    void what_nobody_took_in_time_is_never_written() throws Exception {
        try (Talker talker = connected(By.POLLING)) {
            CompletableFuture<Void> late = new CompletableFuture<>();
            CompletableFuture<Void> written = new CompletableFuture<>();
            var _ = ask("late", Ticks.nanos() - 1, () -> late.complete(null));
            var _ = ask("one", in(PATIENCE), () -> written.complete(null));
            assertThat(talker.engine().text()).isEqualTo("422[\"well\",\"one\"]");
            written.get(10, TimeUnit.SECONDS);
            assertThat(late).isNotDone();
        }
    }

    @Test
    void what_was_too_late_all_along_leaves_a_poll_open() {
        try (Talker talker = connected(By.POLLING)) {
            var _ = ask("late", Ticks.nanos() - 1, () -> {});
            CompletableFuture<String> poll =
                    CompletableFuture.supplyAsync(() -> talker.engine().text());
            var _ = ask("late again", Ticks.nanos() - 1, () -> {});
            var _ = ask("one", in(PATIENCE), () -> {});
            assertThat(poll.join()).isEqualTo("423[\"well\",\"one\"]");
        }
    }

    @Test
    void an_end_does_not_bring_what_was_too_late() {
        try (Talker talker = connected(By.POLLING)) {
            var _ = ask("late", Ticks.nanos() - 1, () -> {});
            talker.tell("1");
            assertThat(talker.engine().text()).isEqualTo("6");
        }
    }

    @Test
    void who_no_longer_asks_owes_no_place_to_the_next() throws Exception {
        try (Talker talker = connected(By.WEBSOCKET)) {
            for (int number = 0; number < 2 * MOST_QUESTIONS; number++) {
                Disposable asking = socket().ask(WELL, "never mind", PATIENCE).subscribe();
                asking.dispose();
                talker.engine().text();
            }
            CompletableFuture<JsonNode> answer = ask("one", in(PATIENCE), () -> {});
            assertThat(talker.engine().text()).endsWith("[\"well\",\"one\"]");
            talker.tell("43%d[\"yes\"]".formatted(2 * MOST_QUESTIONS + 1));
            assertThat(answer.get(10, TimeUnit.SECONDS)).hasToString("\"yes\"");
        }
    }
}
