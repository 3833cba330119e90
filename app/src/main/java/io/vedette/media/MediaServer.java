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
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** The HTTP side of a media server: few connections, a deadline for each call, and none at all while it is known to be away. */
public final class MediaServer implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofMillis(800);
    private static final Duration ANSWERING = Duration.ofMillis(1_500);
    private static final int CONNECTIONS = 32;
    private static final int WAITING = 500;
    private static final int LONGEST_ANSWER = 1024 * 1024;
    private static final int FAILURES = 3;
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final Remote remote;
    private final Circuit circuit;
    private final MeterRegistry meters;

    public MediaServer(String name, Remotes remotes, MeterRegistry meters, Clock clock) {
        this.remote = remotes.open(
                new Bounds("media", CONNECTIONS, WAITING, CONNECTING, ANSWERING, LONGEST_ANSWER), Reach.ANYWHERE);
        this.circuit = new Circuit(name, FAILURES, PROBE, clock);
        this.meters = meters;
    }

    /** What it says, also where it refuses; one that can't be reached or has broken down is unavailable. */
    public Mono<RemoteAnswer> call(HttpMethod method, URI uri, Consumer<HttpHeaders> headers, byte[] body) {
        return Mono.defer(() -> {
            Duration closed = circuit.closedFor();
            return closed.isPositive() ? unavailable(closed) : attempt(method, uri, headers, body);
        });
    }

    private Mono<RemoteAnswer> attempt(HttpMethod method, URI uri, Consumer<HttpHeaders> headers, byte[] body) {
        return remote.call(method, uri, headers, body)
                .onErrorResume(error -> failed(RemoteTrouble.nameOf(error)))
                .flatMap(answer -> isBroken(answer) ? failed("http_" + answer.status()) : Mono.just(answer))
                .doOnNext(_ -> learned("answered"));
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
