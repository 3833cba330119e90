package io.vedette.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.media.Guest;
import io.vedette.media.Holder;
import io.vedette.media.MediaProvider;
import io.vedette.platform.data.Lane;
import io.vedette.streams.RightsTable.Right;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Compares who is inside sessions with who may be, and shows out everybody else. What fails for one holds up no other. */
@Component
final class GuestCheck {
    private static final int AT_ONCE = 8;
    private static final int TOGETHER = 50;

    /** What came of a session. */
    enum Result {
        /** Nobody is inside who may not be. */
        GOOD,
        /** Somebody was, who may come again. */
        SHOWN_OUT,
        /** It isn't known, or somebody is inside still. */
        FAILED
    }

    /** A session that was looked at. */
    record Checked(UUID session, Result result) {}

    /** @param known whether the provider has said who is there */
    private record Inside(UUID session, boolean known, List<Guest> guests) {}

    private final MediaProvider media;
    private final RightsTable rights;
    private final Counter shownOut;
    private final Counter failed;

    GuestCheck(MediaProvider media, RightsTable rights, MeterRegistry meters) {
        this.media = media;
        this.rights = rights;
        this.shownOut = meters.counter("vedette.media.shown.out");
        this.failed = meters.counter("vedette.media.checks.failed");
    }

    /** One for each session; it never fails. */
    Flux<Checked> check(Collection<UUID> sessions) {
        return Lane.jobs(Flux.fromIterable(sessions)
                .buffer(TOGETHER)
                .concatMap(some -> Flux.fromIterable(some)
                        .flatMap(this::look, AT_ONCE)
                        .collectList()
                        .flatMapMany(this::compare))
                .doOnNext(this::count));
    }

    private Mono<Inside> look(UUID session) {
        return media.guests(session)
                .collectList()
                .map(guests -> new Inside(session, true, guests))
                .onErrorReturn(new Inside(session, false, List.of()));
    }

    /** Rights are read after the guests: whoever is inside had theirs before. */
    private Flux<Checked> compare(List<Inside> looked) {
        List<UUID> inhabited = looked.stream()
                .filter(inside -> !inside.guests().isEmpty())
                .map(Inside::session)
                .toList();
        return allowed(inhabited)
                .flatMapMany(allowed -> Flux.fromIterable(looked)
                        .flatMap(inside -> clear(inside, allowed.getOrDefault(inside.session(), Set.of())), AT_ONCE))
                .onErrorResume(
                        _ -> Flux.fromIterable(looked).map(inside -> new Checked(inside.session(), Result.FAILED)));
    }

    private Mono<Map<UUID, Set<Holder>>> allowed(List<UUID> sessions) {
        return sessions.isEmpty()
                ? Mono.just(Map.of())
                : rights.of(sessions)
                        .collect(Collectors.groupingBy(
                                Right::session, Collectors.mapping(Right::holder, Collectors.toSet())));
    }

    private Mono<Checked> clear(Inside inside, Set<Holder> allowed) {
        return Flux.fromIterable(inside.guests())
                .filter(guest -> guest.holder() == null || !allowed.contains(guest.holder()))
                .concatMap(this::showOut)
                .collectList()
                .map(gone -> new Checked(inside.session(), result(inside.known(), gone)));
    }

    private Mono<Boolean> showOut(Guest guest) {
        return media.showOut(guest)
                .thenReturn(true)
                .doOnNext(_ -> shownOut.increment())
                .onErrorReturn(false);
    }

    private static Result result(boolean known, List<Boolean> gone) {
        if (!known || gone.contains(false)) {
            return Result.FAILED;
        }
        return gone.isEmpty() ? Result.GOOD : Result.SHOWN_OUT;
    }

    private void count(Checked checked) {
        if (checked.result() == Result.FAILED) {
            failed.increment();
        }
    }
}
