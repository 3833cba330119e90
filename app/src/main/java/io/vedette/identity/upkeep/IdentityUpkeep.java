package io.vedette.identity.upkeep;

import io.vedette.identity.session.SessionService;
import io.vedette.identity.verification.Verifications;
import io.vedette.platform.data.Lane;
import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets sessions and codes a few at a time once they have run out; every node does so. */
@Component
final class IdentityUpkeep extends Rounds {
    static final int BATCH = 1_000;

    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_FULL_ROUNDS = Duration.ofMillis(200);

    private final SessionService sessions;
    private final Verifications verifications;

    IdentityUpkeep(SessionService sessions, Verifications verifications) {
        super(BETWEEN_ROUNDS);
        this.sessions = sessions;
        this.verifications = verifications;
    }

    @Override
    protected Mono<Duration> round() {
        return Lane.jobs(sessions.forgetOver(BATCH)
                .flatMap(ended -> verifications.forgetOver(BATCH).map(over -> Math.max(ended, over)))
                .map(most -> most < BATCH ? BETWEEN_ROUNDS : BETWEEN_FULL_ROUNDS));
    }
}
