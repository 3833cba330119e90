package io.vedette.identity.account;

import io.vedette.platform.data.Lane;
import io.vedette.platform.ops.ServerCommand;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives every user of an older database the account that a password stands in; run twice, it finds nothing to do. */
@Component
final class BackfillCredentials implements ServerCommand {
    private final CredentialGaps gaps;

    BackfillCredentials(CredentialGaps gaps) {
        this.gaps = gaps;
    }

    @Override
    public String flag() {
        return "--backfill-credentials";
    }

    @Override
    public String about() {
        return "gives users without a credential account one";
    }

    @Override
    public Mono<String> run() {
        return Lane.jobs(gaps.lowerAddresses()
                .flatMap(lowered -> gaps.nameTheirUsers()
                        .flatMap(repaired -> gaps.addAccounts()
                                .flatMap(added -> gaps.clashingAddresses()
                                        .map(clashing -> told(added, repaired, lowered, clashing))))));
    }

    private static String told(long added, long repaired, long lowered, long clashing) {
        String done = "Added %d credential accounts, repaired %d, put %d addresses in lower case"
                .formatted(added, repaired, lowered);
        return clashing == 0
                ? done
                : done
                        + "; %d addresses are also another user's but for their case: decide whose they are"
                                .formatted(clashing);
    }
}
