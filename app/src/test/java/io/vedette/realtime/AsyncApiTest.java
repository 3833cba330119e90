package io.vedette.realtime;

import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.realtime.On.on;
import static io.vedette.realtime.Push.push;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.failure.CommonProblem;
import io.vedette.platform.json.Json;
import io.vedette.platform.operation.Operation;
import io.vedette.testing.ComparedDocument;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document that the server writes of its sockets. */
@ServerTest
class AsyncApiTest {
    private static final JsonMapper JSON = Json.jsonMapper();

    record Wanted(String name) {}

    record Thing(String name) {}

    @Test
    void the_kept_document_is_what_the_server_offers() {
        List<SocketApi> offered = TestServer.running().beans(SocketApi.class).values().stream()
                .filter(api -> !api.getClass().getPackageName().startsWith("io.vedette.testing"))
                .toList();
        String written = JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(AsyncApiDocument.of(
                        new SocketEvents(offered).all(), "0.1.0", URI.create("http://localhost:3000")));
        ComparedDocument.file("app/docs/asyncapi.json").says(written + "\n");
    }

    @Test
    void every_reference_in_it_points_at_something() {
        JsonNode document = served();
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }

    @Test
    void all_events_of_all_features_stand_in_it() {
        assertThat(served().path("operations").propertyNames())
                .contains("receive.echo", "receive.room:join", "receive.room:say", "send.room:said");
    }

    @Test
    void it_says_who_may_send_an_event() {
        JsonNode say = served().at("/operations/receive.room:say");
        assertThat(say.path("description").asString()).isEqualTo("May be sent by camera, client.");
        assertThat(say.at("/security/0/$ref").asString()).isEqualTo("#/components/securitySchemes/deviceToken");
        assertThat(say.path("security")).hasSize(1);
    }

    @Test
    void it_says_what_an_event_may_be_refused_with() {
        assertThat(codesOf(
                        on("thing", operation("do", "Do").callers(CAMERA).does().by(_ -> Mono.empty()))))
                .containsExactly(
                        "database_unavailable",
                        "forbidden",
                        "internal_error",
                        "overloaded",
                        "rate_limited",
                        "unauthenticated");
        assertThat(codesOf(on("thing", make())))
                .contains("not_found", "malformed_json", "validation_failed", "invalid_parameter")
                .contains("idempotency_in_progress", "idempotency_key_reused");
    }

    @Test
    void the_key_of_a_creating_event_stands_beside_its_input() {
        JsonNode payload = documentOf(on("thing", make())).at("/channels/main/messages/receive.thing/payload/allOf");
        assertThat(payload.at("/0/$ref").asString()).isEqualTo("#/components/schemas/Wanted");
        assertThat(payload.at("/1/properties").has("idempotencyKey")).isTrue();
    }

    @Test
    void an_answer_stands_under_its_name_or_in_the_acknowledgement_itself() {
        JsonNode plain = replyTo(on("thing", make())).at("/oneOf/0/allOf");
        assertThat(plain.at("/0/properties/ok/const").asBoolean()).isTrue();
        assertThat(plain.at("/1/$ref").asString()).isEqualTo("#/components/schemas/Thing");
        JsonNode named = replyTo(on("thing", make()).answeredAs("made")).at("/oneOf/0/properties");
        assertThat(named.at("/made/$ref").asString()).isEqualTo("#/components/schemas/Thing");
    }

    @Test
    void a_page_is_acknowledged_as_one() {
        JsonNode page = replyTo(on(
                        "thing",
                        operation("list", "List")
                                .callers(USER)
                                .lists(Thing.class)
                                .by(_ -> Mono.empty())))
                .at("/oneOf/0/allOf/1/properties");
        assertThat(page.propertyNames()).containsExactly("items", "nextCursor");
    }

    @Test
    void an_event_that_goes_both_ways_is_two_messages_of_one_name() {
        JsonNode messages = documentOf(on("thing", make()), push("thing", Thing.class, "Made"))
                .at("/channels/main/messages");
        assertThat(messages.at("/receive.thing/name").asString()).isEqualTo("thing");
        assertThat(messages.at("/send.thing/name").asString()).isEqualTo("thing");
        assertThat(messages.at("/send.thing/payload/$ref").asString()).isEqualTo("#/components/schemas/Thing");
    }

    @Test
    void only_who_an_event_is_open_to_is_told_how_to_connect() {
        JsonNode document = documentOf(on("thing", make()));
        assertThat(document.at("/servers/main/security")).hasSize(1);
        assertThat(document.at("/components/securitySchemes").propertyNames()).containsExactly("deviceToken");
    }

    @Test
    void the_server_is_where_its_base_url_says() {
        JsonNode server = JSON.<JsonNode>valueToTree(
                        AsyncApiDocument.of(List.of(), "1", URI.create("https://cameras.example.test")))
                .at("/servers/main");
        assertThat(server.path("host").asString()).isEqualTo("cameras.example.test");
        assertThat(server.path("protocol").asString()).isEqualTo("wss");
        assertThat(server.path("pathname").asString()).isEqualTo("/socket.io/");
    }

    private static Operation<?, ?> make() {
        return operation("make", "Make")
                .callers(CAMERA)
                .takes(Wanted.class)
                .makes(Thing.class)
                .mayFail(CommonProblem.NOT_FOUND)
                .idempotent()
                .by(_ -> Mono.empty());
    }

    private static List<String> codesOf(On on) {
        return replyTo(on)
                .at("/oneOf/1/properties/error/properties/code/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static JsonNode replyTo(On on) {
        return documentOf(on).at("/channels/main/messages/reply.thing/payload");
    }

    private static JsonNode documentOf(SocketEvent... events) {
        return JSON.valueToTree(AsyncApiDocument.of(List.of(events), "1", URI.create("http://localhost:3000")));
    }

    private static JsonNode served() {
        return Visitor.anonymous().get("/asyncapi.json").json();
    }
}
