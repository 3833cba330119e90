package io.vedette.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.devices.DeviceTokenRevoked;
import io.vedette.media.MediaProvider;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.data.Lane;
import io.vedette.platform.ops.Rounds;
import io.vedette.platform.ops.Ticks;
import io.vedette.streams.GuestCheck.Checked;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Looks who is inside sessions: all of them every now and then, and often those that somebody had to leave, for as long as what
 * they have may let them in again.
 */
@Component
final class MediaWatch extends Rounds {
    static final int CAPACITY = 10_000;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofSeconds(2);

    private final MediaProvider media;
    private final GuestCheck guests;
    private final StreamTable sessions;
    /** Until when; what finds no room here is looked at with all others. */
    private final Map<UUID, Long> watched = new ConcurrentHashMap<>();

    /** When all are to be looked at. */
    private final AtomicLong all = new AtomicLong(Ticks.nanos());

    MediaWatch(MediaProvider media, GuestCheck guests, StreamTable sessions, Bus bus, MeterRegistry meters) {
        super(OFTEN);
        this.media = media;
        this.guests = guests;
        this.sessions = sessions;
        Gauge.builder("vedette.media.watched", watched, Map::size).register(meters);
        bus.subscribe(ViewerGone.class, "media viewers", gone -> leave(List.of(gone.sessionId())));
        bus.subscribe(
                DeviceTokenRevoked.class,
                "media revoked",
                revoked -> sessions.openOf(revoked.deviceId()).collectList().flatMap(this::leave));
    }

    /** Somebody has to leave these now, and may come again for a while. */
    Mono<Void> leave(Collection<UUID> rooms) {
        return Mono.defer(() -> {
            boolean rested = watched.isEmpty();
            rooms.forEach(session -> keep(session, media.returning()));
            if (rested) {
                wake();
            }
            return check(rooms);
        });
    }

    /** All are looked at now. */
    void lookAtAll() {
        all.set(Ticks.nanos());
        wake();
    }

    private Mono<Void> check(Collection<UUID> rooms) {
        return guests.check(rooms).doOnNext(this::note).then();
    }

    private void note(Checked checked) {
        switch (checked.result()) {
            case GOOD -> {}
            case SHOWN_OUT -> keep(checked.session(), media.returning());
            case FAILED -> keep(checked.session(), OFTEN);
        }
    }

    private void keep(UUID session, Duration life) {
        boolean hasRoom = watched.size() < CAPACITY || watched.containsKey(session);
        if (hasRoom && life.isPositive()) {
            watched.merge(session, Ticks.nanos() + life.toNanos(), (one, other) -> one - other > 0 ? one : other);
        }
    }

    @Override
    protected Mono<Duration> round() {
        return media.returning().isZero()
                ? Mono.just(REST)
                : rooms().flatMap(this::check).then(Mono.fromSupplier(this::rest));
    }

    private Mono<? extends Collection<UUID>> rooms() {
        long now = Ticks.nanos();
        long due = all.get();
        if (now - due < 0) {
            Set<UUID> some = Set.copyOf(watched.keySet());
            watched.values().removeIf(until -> until - now <= 0);
            return Mono.just(some);
        }
        return Lane.jobs(sessions.goingOn(media.name(), Duration.ZERO).collectList())
                .doOnNext(_ -> all.compareAndSet(due, now + REST.toNanos()));
    }

    private Duration rest() {
        Duration left = Duration.ofNanos(Math.max(0, all.get() - Ticks.nanos()));
        return watched.isEmpty() || left.compareTo(OFTEN) < 0 ? left : OFTEN;
    }
}
