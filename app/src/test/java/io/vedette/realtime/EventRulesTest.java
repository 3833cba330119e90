package io.vedette.realtime;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.realtime.On.on;
import static io.vedette.realtime.Push.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What is wrong with how events are declared stops the start, and is said in one line. */
class EventRulesTest {
    record Cameras(List<SocketEvent> socketEvents) implements SocketApi {}

    record Clients(List<SocketEvent> socketEvents) implements SocketApi {}

    record Thing(String name) {}

    record Fine(boolean ok) {}

    private final Operation<Nothing, Thing> look =
            operation("look", "Look").callers(CAMERA).gives(Thing.class).by(_ -> Mono.just(new Thing("a")));
    private final Push<Thing> seen = push("thing", Thing.class, "Seen");

    @Test
    void an_event_of_two_features_stops_the_start() {
        assertThatThrownBy(() -> new SocketEvents(
                        List.of(new Cameras(List.of(on("thing", look))), new Clients(List.of(on("thing", look))))))
                .hasMessage("Event thing is declared by Cameras and by Clients");
        assertThatThrownBy(() ->
                        new SocketEvents(List.of(new Cameras(List.of(on("thing", look))), new Clients(List.of(seen)))))
                .hasMessage("Event thing is declared by Cameras and by Clients");
    }

    @Test
    void an_event_that_one_feature_declares_twice_stops_the_start() {
        stopsTheStart("Event thing is declared twice by Cameras", on("thing", look), on("thing", look));
        stopsTheStart("Event thing is declared twice by Cameras", seen, seen);
    }

    @Test
    void an_event_may_go_both_ways() {
        assertThat(new SocketEvents(List.of(new Cameras(List.of(on("thing", look), seen)))).all())
                .hasSize(2);
    }

    @Test
    void an_event_for_anyone_stops_the_start() {
        Operation<Nothing, Thing> open =
                operation("peep", "Look").callers(ANYONE).gives(Thing.class).by(_ -> Mono.empty());
        stopsTheStart(
                "Event thing runs peep, which is open to anyone; but only proven callers have sockets",
                on("thing", open));
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, JsonNode.class, Thing[].class, Integer.class})
    void an_answer_without_fields_must_have_a_name(Class<?> answer) {
        Operation<?, ?> bare =
                operation("count", "Count").callers(CAMERA).gives(answer).by(_ -> Mono.empty());
        stopsTheStart(
                "Event thing runs count, whose answer is not always an object: it must be answeredAs something",
                on("thing", bare));
        accepts(on("thing", bare).answeredAs("count"));
    }

    @Test
    void an_answer_that_may_be_null_must_have_a_name() {
        Operation<?, ?> nullable = operation("find", "Find")
                .callers(CAMERA)
                .gives(Thing.class)
                .orNull()
                .by(_ -> Mono.empty());
        stopsTheStart(
                "Event thing runs find, whose answer is not always an object: it must be answeredAs something",
                on("thing", nullable));
        accepts(on("thing", nullable).answeredAs("thing"));
    }

    @Test
    void an_answer_that_would_say_ok_itself_stops_the_start() {
        Operation<?, ?> fine =
                operation("ask", "Ask").callers(CAMERA).gives(Fine.class).by(_ -> Mono.empty());
        String line = "Event thing has an answer of its own that is called ok, as the whole's success is";
        stopsTheStart(line, on("thing", fine));
        stopsTheStart(line, on("thing", fine).answeredAs("ok"));
        accepts(on("thing", fine).answeredAs("answer"));
    }

    @Test
    void nothing_and_pages_need_no_name() {
        Operation<?, Void> nothing =
                operation("do", "Do").callers(CAMERA).does().by(_ -> Mono.empty());
        Operation<?, Page<Thing>> list =
                operation("list", "List").callers(CAMERA).lists(Thing.class).by(_ -> Mono.empty());
        accepts(on("do", nothing), on("list", list));
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void a_name_of_socket_io_stops_the_start(String name) {
        String line = "Event %s is a name that Socket.IO keeps for itself".formatted(name);
        stopsTheStart(line, on(name, look));
        stopsTheStart(line, push(name, Thing.class, "Seen"));
    }

    private static void stopsTheStart(String line, SocketEvent... events) {
        assertThatThrownBy(() -> new SocketEvents(List.of(new Cameras(List.of(events)))))
                .hasMessage(line);
    }

    private static void accepts(SocketEvent... events) {
        assertThat(new SocketEvents(List.of(new Cameras(List.of(events)))).all())
                .containsExactly(events);
    }
}
