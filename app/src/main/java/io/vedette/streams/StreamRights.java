package io.vedette.streams;

import io.vedette.media.Holder;
import io.vedette.media.SessionRights;
import io.vedette.streams.RightsTable.Right;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Never out of memory: who has just been shown out comes again at once, and would stay. */
@Component
final class StreamRights implements SessionRights {
    private final RightsTable rights;

    StreamRights(RightsTable rights) {
        this.rights = rights;
    }

    @Override
    public Mono<Boolean> maySend(UUID session, Holder holder) {
        return may(session, holder, Right::sends);
    }

    @Override
    public Mono<Boolean> maySee(UUID session, Holder holder) {
        return may(session, holder, right -> !right.sends());
    }

    private Mono<Boolean> may(UUID session, Holder holder, Predicate<Right> that) {
        return rights.of(List.of(session))
                .filter(right -> right.holder().equals(holder) && that.test(right))
                .hasElements();
    }
}
