package io.vedette.media;

import static io.vedette.media.MediaProblem.MEDIA_UNAVAILABLE;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.failure.Failure;
import io.vedette.platform.failure.FailureException;
import io.vedette.platform.ops.Health;
import io.vedette.platform.remote.Bounds;
import io.vedette.platform.remote.Circuit;
import io.vedette.platform.remote.Reach;
import io.vedette.platform.remote.Remote;
import io.vedette.platform.remote.RemoteAnswer;
import io.vedette.platform.remote.RemoteTrouble;
import io.vedette.platform.remote.Remotes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** The HTTP side of a media server: few connections, a deadline for each call, and none at all while it is known to be away. */
public final class MediaServer implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofMillis(800);
    private static final Duration ANSWERING = Duration.ofMillis(1_500);
    /** Of what may be done again: then there is time for a second one. */
    private static final Duration FIRST_TRY = Duration.ofMillis(700);

    private static final Duration WHOLE = Duration.ofMillis(1_800);
    private static final int CONNECTIONS = 32;
    private static final int WAITING = 500;
    private static final int FAILURES = 3;
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final Remote remote;
    private final Circuit circuit;
    private final MeterRegistry meters;

    /** @param longestAnswer what is read of one, in bytes */
    public MediaServer(String name, int longestAnswer, Remotes remotes, MeterRegistry meters, Clock clock) {
        this.remote = remotes.open(
                new Bounds("media", CONNECTIONS, WAITING, CONNECTING, ANSWERING, longestAnswer), Reach.ANYWHERE);
        this.circuit = new Circuit(name, FAILURES, PROBE, clock);
        this.meters = meters;
    }

    /**
     * One call.
     *
     * @param again whether it may be made a second time: it reads or removes something
     * @param meaning of what it says, also where it refuses; empty where it is none, as something else is at that address
     */
    public record Request<T>(
            HttpMethod method,
            URI uri,
            Consumer<HttpHeaders> headers,
            String body,
            boolean again,
            Function<RemoteAnswer, Optional<T>> meaning) {}

    /** One that can't be reached, has broken down or isn't what it should be is unavailable. */
    public <T> Mono<T> call(Request<T> request) {
        return Mono.defer(() -> {
            Duration closed = circuit.claim();
            return closed.isPositive() ? unavailable(closed) : attempt(request);
        });
    }

    /** Twice, where that may be done, unless it is known by then that it is away. */
    private <T> Mono<T> attempt(Request<T> request) {
        return request.again()
                ? once(request, FIRST_TRY)
                        .onErrorResume(failure ->
                                circuit.isOpen() ? Mono.error(failure) : once(request, ANSWERING.minus(FIRST_TRY)))
                : once(request, ANSWERING);
    }

    private <T> Mono<T> once(Request<T> request, Duration atMost) {
        return remote.call(request.method(), request.uri(), request.headers(), bytes(request))
                .timeout(atMost)
                .onErrorResume(error -> failed(RemoteTrouble.nameOf(error)))
                .flatMap(answer -> isBroken(answer) ? failed("http_" + answer.status()) : understood(request, answer));
    }

    private <T> Mono<T> understood(Request<T> request, RemoteAnswer answer) {
        return Mono.justOrEmpty(request.meaning().apply(answer))
                .doOnNext(_ -> learned("answered"))
                .switchIfEmpty(Mono.defer(() -> failed(answer.isGood() ? "garbled" : "http_" + answer.status())));
    }

    private static byte[] bytes(Request<?> request) {
        return request.body().getBytes(StandardCharsets.UTF_8);
    }

    /** Several calls for one thing that somebody waits for. */
    public <T> Mono<T> whole(Mono<T> operation) {
        return operation.timeout(WHOLE, Mono.defer(() -> unavailable(PROBE)));
    }

    /** It knows us, or nothing of what we ask can be done: refusals of single calls are other statuses. */
    private static boolean isBroken(RemoteAnswer answer) {
        return answer.status() >= 500 || answer.status() == 401 || (answer.status() >= 300 && answer.status() < 400);
    }

    private void learned(String result) {
        circuit.answered();
        count(result);
    }

    private <T> Mono<T> failed(String problem) {
        circuit.failed(problem);
        count(problem);
        return unavailable(PROBE);
    }

    private void count(String result) {
        meters.counter("vedette.media.calls", "result", result).increment();
    }

    private static <T> Mono<T> unavailable(Duration retryAfter) {
        return Mono.error(new FailureException(new Failure.Unavailable(MEDIA_UNAVAILABLE, retryAfter)));
    }

    /** @param probe something that it answers when it is well */
    public Mono<Health> health(Mono<?> probe) {
        return probe.thenReturn(Health.OK).onErrorResume(_ -> Mono.fromSupplier(() -> Health.down(circuit.problem())));
    }

    @Override
    public void close() {
        remote.close();
    }
}
