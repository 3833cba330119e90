package io.vedette.motion;

import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.devices.Device;
import io.vedette.motion.MotionMeters.EndedBy;
import io.vedette.motion.MotionTable.End;
import io.vedette.motion.MotionTable.Start;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import io.vedette.platform.ops.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The rules of motion: who may report it, and what can be said of it. */
@Component
final class MotionService {
    /** A camera's clock may be ahead of ours by so much. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    private final MotionTable motion;
    private final EventTable events;
    private final EventClips eventClips;
    private final Clips clips;
    private final Transactions transactions;
    private final MotionMeters meters;
    private final Ids ids;
    private final Clock clock;

    MotionService(
            MotionTable motion,
            EventTable events,
            EventClips eventClips,
            Clips clips,
            Transactions transactions,
            MotionMeters meters,
            Ids ids,
            Clock clock) {
        this.motion = motion;
        this.events = events;
        this.eventClips = eventClips;
        this.clips = clips;
        this.transactions = transactions;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<Made<Event>> start(Caller.Device camera, StartMotion said) {
        Instant startedAt = notAhead("startedAt", said.startedAt());
        return motion.start(
                        ids.next(),
                        camera.userId(),
                        camera.id(),
                        new StartMotion(said.title(), said.severity(), startedAt, said.metadata()))
                .switchIfEmpty(Mono.error(() -> NOT_FOUND.because("There is no camera %s", camera.id())))
                .map(this::started);
    }

    Mono<Event> end(Caller.Device camera, EndMotion said) {
        Instant endedAt = notAhead("endedAt", said.endedAt());
        EndMotion exact = new EndMotion(said.eventId(), endedAt, said.videoId(), said.metadata());
        UUID video = said.videoId();
        return video == null
                ? end(camera, exact, Mono::just)
                : transactions.write(end(camera, exact, event -> shown(camera, event, video)));
    }

    private Mono<Event> end(Caller.Device camera, EndMotion said, Function<Event, Mono<Event>> then) {
        return motion.end(camera.userId(), camera.id(), said)
                .switchIfEmpty(notFound(said.eventId()))
                .flatMap(end -> end.fact() == null ? Mono.just(ended(camera, end)) : then.apply(ended(camera, end)));
    }

    private Mono<Event> shown(Caller.Device camera, Event event, UUID videoId) {
        return clips.show(camera, videoId, event.id())
                .flatMap(clip -> eventClips.show(event.id(), clip).thenReturn(event.shownBy(clip)));
    }

    Mono<Event> find(Caller.User owner, UUID id) {
        return events.find(owner.id(), id).switchIfEmpty(notFound(id));
    }

    Mono<Page<Event>> list(Caller.User owner, ListEvents wanted, PageRequest page) {
        return events.list(owner.id(), wanted, page)
                .collectList()
                .map(read -> Page.of(read, page, event -> Cursor.after(event.startedAt(), event.id())));
    }

    private Made<Event> started(Start start) {
        if (start.status() == Device.Status.DISABLED) {
            throw DEVICE_DISABLED.because("It was disabled just now");
        }
        Event event = start.event();
        if (start.role() != Device.Role.CAMERA || event == null) {
            throw FORBIDDEN.because("It is a camera no more");
        }
        if (start.fact() == null) {
            return new Made.AlreadyThere<>(event);
        }
        meters.started();
        return new Made.Created<>(event);
    }

    private Event ended(Caller.Device camera, End end) {
        Event event = end.event();
        if (!event.deviceId().equals(camera.id())) {
            throw FORBIDDEN.because("Event %s is another camera's", event.id());
        }
        if (event.status() == Event.Status.ACTIVE) {
            throw new FieldError("endedAt", "must not be before startedAt").failure();
        }
        if (end.fact() != null) {
            meters.ended(EndedBy.CAMERA, 1);
        }
        return event;
    }

    /** In milliseconds, as it will be read. */
    private @Nullable Instant notAhead(String field, @Nullable Instant said) {
        if (said != null && said.isAfter(clock.instant().plus(MOST_AHEAD))) {
            throw new FieldError(field, "must not be more than 5 minutes ahead").failure();
        }
        return said == null ? null : said.truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> Mono<T> notFound(UUID id) {
        return Mono.error(() -> NOT_FOUND.because("There is no event %s", id));
    }
}
