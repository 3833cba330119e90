package io.vedette.notifications.mail;

import io.vedette.platform.ops.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts the mails that wait, and forgets a few of those that were settled long ago. */
@Component
final class MailUpkeep extends Rounds {
    static final int BATCH = 1_000;

    /** What is old is not in a hurry. */
    private static final int ROUNDS_BETWEEN_FORGETTING = 12;

    private final UpkeepTable table;
    private final Carrier carrier;
    private final MailMeters meters;
    private final MailPace pace;
    private int roundsToForgetting;

    MailUpkeep(UpkeepTable table, Carrier carrier, MailMeters meters, MailPace pace) {
        super(pace.period());
        this.table = table;
        this.carrier = carrier;
        this.meters = meters;
        this.pace = pace;
    }

    @Override
    protected Mono<Duration> round() {
        return table.waiting(carrier.account())
                .doOnNext(meters::measured)
                .then(Mono.defer(this::forgetSome))
                .thenReturn(pace.period());
    }

    private Mono<Long> forgetSome() {
        if (roundsToForgetting-- > 0) {
            return Mono.empty();
        }
        return table.forget(pace.retention(), BATCH).doOnNext(forgotten -> {
            meters.forgotten(forgotten);
            roundsToForgetting = forgotten < BATCH ? ROUNDS_BETWEEN_FORGETTING : 0;
        });
    }
}
