package io.vedette.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.vedette.testing.Await;
import io.vedette.testing.Person;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.testing.faults.FixedRate;
import io.vedette.testing.faults.LoopStalls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Very many people who sign in at once: some are let in, the others are told to come back, and nobody else is held up. */
@ServerTest
class SignInFloodTest {
    /** With all processors busy some wait a second for a connection, before they come to be hashed. */
    private static final String BY_THE_POOL = "DATABASE_UNAVAILABLE after 1";

    private static final String BY_HASHING = "OVERLOADED after 2";
    private static final int MANY = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Person ada = Person.signedUp();

    private static String refusal(Reply refused) {
        return "%s after %s"
                .formatted(
                        refused.json().path("code").asString(),
                        refused.header("Retry-After").orElse("none"));
    }

    @Test
    void beyond_what_can_be_hashed_soon_it_is_refused_and_all_else_goes_on() throws InterruptedException {
        FixedRate others = FixedRate.perSecond(
                20,
                _ -> Integer.toString(Visitor.anonymous().get("/health/live").status()));
        try (LoopStalls stalls = LoopStalls.of(TestServer.running());
                others;
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> calls = IntStream.range(0, MANY)
                    .<Callable<Reply>>mapToObj(_ -> ada::signIn)
                    .toList();
            List<Reply> replies =
                    threads.invokeAll(calls).stream().map(Future::resultNow).toList();
            stalls.print("While %d people sign in".formatted(MANY));
            assertThat(replies).extracting(Reply::status).contains(200, 503).containsOnly(200, 503);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() == 503)
                    .extracting(SignInFloodTest::refusal)
                    .contains(BY_HASHING)
                    .isSubsetOf(BY_HASHING, BY_THE_POOL);
        }
        others.latencies().print("Others meanwhile");
        assertThat(others.latencies().outcomes()).containsExactly("200");
        ada.signIn().is(200);
    }

    @Test
    void one_address_is_held_back_before_anything_is_hashed() {
        double before = hashed();
        Visitor flooder = Visitor.anonymous();
        for (int call = 0; call < 50; call++) {
            flooder.post("/api/auth/sign-in/email", ada.credentials().toString());
        }
        assertThat(hashed() - before).isLessThanOrEqualTo(2 * 3);
    }

    @Test
    void who_has_no_account_costs_a_hash_too() {
        Await.until("all hashes so far are counted", PATIENCE, () -> hashing() == 0);
        double before = hashed();
        Person.stranger().signIn().is(401);
        // The thread that hashes answers as well, and counts after that.
        Await.until("the hash is counted", PATIENCE, () -> hashed() > before);
        assertThat(hashed() - before).isEqualTo(1);
    }

    private static double hashed() {
        return passwords("completed").functionCounter().count();
    }

    private static double hashing() {
        return passwords("active").gauge().value();
    }

    private static RequiredSearch passwords(String meter) {
        return TestServer.running()
                .bean(MeterRegistry.class)
                .get("vedette.executor." + meter)
                .tag("name", "passwords");
    }
}
