package io.vedette.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.time.Duration;

/** Somebody who has nothing to do with what is broken: each of their calls is answered, and how fast can be read. */
public final class Bystander implements AutoCloseable {
    private static final int PER_SECOND = 40;
    private static final int ENOUGH = 150;
    private static final int WARM_UP = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FixedRate calls;
    private final LoopStalls stalls;

    private Bystander(TestServer server) {
        Visitor owner = Household.at(server).owner();
        for (int call = 0; call < WARM_UP; call++) {
            owner.get("/devices").is(200);
        }
        stalls = LoopStalls.of(server);
        calls = FixedRate.perSecond(
                PER_SECOND, _ -> Integer.toString(owner.get("/devices").status()));
    }

    public static Bystander at(TestServer server) {
        return new Bystander(server);
    }

    /** As long as it takes to have an opinion. */
    public void noticesNothing(String title) {
        Await.until("enough calls", PATIENCE, () -> calls.latencies().count("200") >= ENOUGH);
        calls.latencies().print(title);
        assertThat(calls.latencies().outcomes()).containsExactly("200");
        stalls.heldNobodyUp(title);
    }

    @Override
    public void close() {
        calls.close();
        stalls.close();
    }
}
