package io.vedette.realtime;

import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.OVERLOADED;

import io.vedette.platform.failure.Failure;
import io.vedette.platform.json.Json;
import io.vedette.platform.operation.Arguments;
import io.vedette.platform.operation.Incoming;
import io.vedette.platform.operation.Operations;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.protocol.Said;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes an event to its operation, and the outcome back. */
@Component
final class Dispatch {
    private static final String KEY = "idempotencyKey";
    private static final long PER_SECOND = 100;

    private final SocketEvents events;
    private final Operations operations;
    private final SocketAnswers answers;
    private final RealtimeMeters meters;

    Dispatch(
            SocketEvents events, Operations operations, SocketAnswers answers, RealtimeMeters meters, JsonMapper json) {
        this.events = events;
        this.operations = operations;
        this.answers = answers;
        this.meters = meters;
        events.received().forEach(on -> operations.prepare(on.operation()));
        events.told().forEach(push -> Json.learn(json, push.payload()));
    }

    void take(Socket socket, Said said, @Nullable Consumer<List<?>> answer) {
        Optional<On> on = events.received(said.event());
        meters.heard(on.map(On::name).orElse("unknown"), said.bytes());
        Consumer<Object> reply = answer == null ? _ -> {} : body -> answer.accept(List.of(body));
        long now = Ticks.nanos();
        socket.heard(now);
        if (!socket.pace().admits(now)) {
            reply.accept(answers.failed(new Failure.Limited(PER_SECOND, 0, Duration.ofSeconds(1))));
        } else if (on.isEmpty()) {
            reply.accept(answers.failed(SocketProblem.UNKNOWN_EVENT
                    .because("Nothing is called so here")
                    .failure()));
        } else if (!on.get().callers().contains(socket.caller().kind())) {
            reply.accept(answers.failed(FORBIDDEN
                    .because("%s is not for these credentials", said.event())
                    .failure()));
        } else {
            socket.turns()
                    .take(
                            run(socket, on.get(), said).doOnNext(reply).then(),
                            () -> reply.accept(
                                    answers.failed(new Failure.Unavailable(OVERLOADED, Duration.ofSeconds(1)))),
                            said.bytes());
        }
    }

    private Mono<Object> run(Socket socket, On on, Said said) {
        return Mono.defer(() -> operations.run(on.operation(), incoming(socket, on, said)))
                .<Object>map(outcome -> answers.of(on, outcome))
                .contextWrite(socket.caller().inTheLog());
    }

    /** The key stands beside the input, as in REST it does in a header: the input is the same with another key. */
    private static Incoming incoming(Socket socket, On on, Said said) {
        JsonNode payload = said.arguments().isEmpty() ? null : said.arguments().getFirst();
        String key = null;
        if (on.operation().idempotent()
                && payload instanceof ObjectNode object
                && object.path(KEY).isString()) {
            key = object.remove(KEY).stringValue();
        }
        return new Incoming(socket.caller(), socket.sender(), Arguments.ofPayload(payload), null, null, key);
    }
}
