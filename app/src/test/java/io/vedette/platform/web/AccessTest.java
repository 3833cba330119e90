package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.operation.CallerKind;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Verb;
import io.vedette.testing.DeviceRows;
import io.vedette.testing.Reply;
import io.vedette.testing.SampleBodies;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Things;
import io.vedette.testing.Visitor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * The matrix of who may do what, made of the declarations themselves: every operation, called by every kind of caller,
 * and by the right kind with what belongs to somebody else. An operation that is added falls under it by itself.
 */
@ServerTest
class AccessTest {
    private static final String OWNER = "ada";
    /** Only people name it: a device speaks for itself. */
    private static final String SOURCE = "sourceDeviceId";

    private record Offer(RouteGroup group, Route route) {
        String path() {
            return group.pathOf(route);
        }

        String name() {
            return route.method() + " " + path();
        }

        boolean admits(CallerKind kind) {
            return operation().isOpenToAnyone() || operation().callers().contains(kind);
        }

        Operation<?, ?> operation() {
            return route.operation();
        }

        /** What it takes that names a thing, in its path, its body or its query. */
        List<String> named() {
            return operation().takesSomething()
                    ? Arrays.stream(operation().input().getRecordComponents())
                            .filter(part -> part.getType() == UUID.class
                                    || part.getName().equals("objectKey"))
                            .map(RecordComponent::getName)
                            .toList()
                    : List.of();
        }

        /** All that one has; a list of what belongs to one thing is like a part of it. */
        boolean lists() {
            return operation().verb() == Verb.LISTS && route.variables().isEmpty() && admits(CallerKind.USER);
        }
    }

    @TestFactory
    Stream<DynamicTest> every_operation_lets_in_whom_it_declares_and_nobody_else() {
        return offers(AnswerStyle.PROBLEM)
                .flatMap(offer -> Arrays.stream(CallerKind.values())
                        .map(kind ->
                                DynamicTest.dynamicTest(offer.name() + " as " + kind, () -> calledBy(kind, offer))));
    }

    /** With the credentials of a person, these calls need a real session: their own tests show whom they let in. */
    @TestFactory
    Stream<DynamicTest> every_operation_of_better_auth_refuses_whom_it_does_not_declare() {
        return offers(AnswerStyle.BETTER_AUTH)
                .filter(offer -> offer.route().variables().isEmpty())
                .flatMap(offer -> Arrays.stream(CallerKind.values())
                        .filter(kind -> !offer.admits(kind))
                        .map(kind -> DynamicTest.dynamicTest(
                                offer.name() + " as " + kind, () -> refusedByBetterAuth(kind, offer))));
    }

    @TestFactory
    Stream<DynamicTest> what_belongs_to_another_is_not_there() {
        return offers(AnswerStyle.PROBLEM)
                .filter(offer -> !offer.named().isEmpty() && !offer.lists())
                .map(offer -> DynamicTest.dynamicTest(offer.name(), () -> calledForAnother(offer)));
    }

    @TestFactory
    Stream<DynamicTest> what_another_device_of_the_same_owner_does_itself_is_forbidden() {
        return offers(AnswerStyle.PROBLEM)
                .filter(offer -> offer.route().variables().contains("deviceId"))
                .flatMap(offer -> Stream.of(CallerKind.CAMERA, CallerKind.CLIENT)
                        .filter(offer::admits)
                        .map(kind -> DynamicTest.dynamicTest(
                                offer.name() + " as " + kind,
                                () -> call(kind, offer, OWNER, Things.idOf("deviceId", OWNER))
                                        .isProblem(403, "forbidden"))));
    }

    @TestFactory
    Stream<DynamicTest> a_list_shows_nothing_of_another() {
        Things.makeAll(OWNER);
        return offers(AnswerStyle.PROBLEM)
                .filter(Offer::lists)
                .map(offer -> DynamicTest.dynamicTest(offer.name(), () -> {
                    assertThat(list(offer, OWNER, "")).isNotEmpty();
                    assertThat(list(offer, "newcomer" + UUID.randomUUID(), "")).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> nor_if_it_is_asked_for_what_belongs_to_them() {
        return offers(AnswerStyle.PROBLEM)
                .filter(Offer::lists)
                .flatMap(offer -> offer.named().stream()
                        .map(part -> DynamicTest.dynamicTest(offer.name() + "?" + part, () -> {
                            String query = "?%s=%s".formatted(part, Things.idOf(part, OWNER));
                            assertThat(list(offer, OWNER, query)).isNotEmpty();
                            assertThat(list(offer, "mallory", query)).isEmpty();
                        })));
    }

    private static JsonNode list(Offer offer, String user, String query) {
        return Visitor.signedInAs(user).get(offer.path() + query).is(200).json().path("items");
    }

    private static void calledBy(CallerKind kind, Offer offer) {
        Reply reply = call(kind, offer, OWNER);
        if (offer.admits(kind)) {
            assertThat(reply.status()).as(reply.text()).isIn(offer.operation().statuses());
        } else if (kind == CallerKind.ANYONE) {
            reply.isProblem(401, "unauthenticated");
        } else {
            reply.isProblem(403, "forbidden");
        }
    }

    private static void refusedByBetterAuth(CallerKind kind, Offer offer) {
        Reply reply = visitor(kind).send(offer.route().method().name(), offer.path(), "{}");
        boolean nobody = kind == CallerKind.ANYONE;
        assertThat(reply.status()).as(reply.text()).isEqualTo(nobody ? 401 : 403);
        assertThat(reply.json().path("code").asString()).isEqualTo(nobody ? "UNAUTHORIZED" : "FORBIDDEN");
    }

    /** The very call that its owner succeeds with. */
    private static void calledForAnother(Offer offer) {
        offer.operation().callers().stream()
                .filter(kind -> kind != CallerKind.OPERATOR) // to whom nothing belongs, and who sees everything
                .filter(kind -> kind == CallerKind.USER || !offer.named().equals(List.of(SOURCE)))
                .forEach(kind -> call(kind, offer, "mallory").isProblem(404, "not_found"));
    }

    private static Reply call(CallerKind kind, Offer offer, String owner) {
        return call(kind, offer, owner, null);
    }

    private static Reply call(CallerKind kind, Offer offer, String owner, @Nullable String id) {
        String path = offer.path();
        for (String variable : offer.route().variables()) {
            path = path.replace("{" + variable + "}", id == null ? idOf(variable, kind, owner) : id);
        }
        String body = offer.route().awaitsBody() ? body(kind, offer, owner) : null;
        if (!offer.route().awaitsBody()) {
            path += SampleBodies.queryOf(offer.operation().id(), owner);
        }
        Visitor visitor = offer.group().localOnly() ? visitor(kind).without("X-Forwarded-For") : visitor(kind);
        return visitor.send(offer.route().method().name(), path, body);
    }

    private static String body(CallerKind kind, Offer offer, String owner) {
        String operation = offer.operation().id();
        if (isItself(kind, owner)) {
            return SampleBodies.of(operation, owner, UUID.fromString(device()));
        }
        String body = SampleBodies.of(operation, owner);
        return kind == CallerKind.USER ? body : body.replaceFirst(",\"" + SOURCE + "\":\"[^\"]+\"", "");
    }

    /** What is open to devices is about themselves. */
    private static String idOf(String variable, CallerKind kind, String owner) {
        if (isItself(kind, owner)) {
            UUID device = UUID.fromString(device());
            return switch (variable) {
                case "deviceId" -> device.toString();
                case "commandId" -> Things.commandOf(owner, device, kind).toString();
                case "eventId" -> Things.motionOf(device).toString();
                case "streamId" -> Things.streamOf(owner, device, kind).toString();
                case "videoId" -> Things.videoOf(owner, device).toString();
                default -> Things.idOf(variable, owner);
            };
        }
        return Things.idOf(variable, owner);
    }

    private static boolean isItself(CallerKind kind, String owner) {
        return owner.equals(OWNER) && (kind == CallerKind.CAMERA || kind == CallerKind.CLIENT);
    }

    private static String device() {
        UUID id = UUID.fromString("00000000-0000-7000-8000-00000000000a");
        return new DeviceRows(TestServer.running().database()).camera(id).toString();
    }

    private static Visitor visitor(CallerKind kind) {
        String device = device();
        return switch (kind) {
            case ANYONE -> Visitor.anonymous();
            case USER -> Visitor.signedInAs(OWNER);
            case CAMERA -> Visitor.anonymous().bearing("camera-" + device);
            case CLIENT -> Visitor.anonymous().bearing("client-" + device);
            case OPERATOR -> Visitor.anonymous().with("Authorization", "Basic b3BzOm9wcw==");
            case MONITOR -> Visitor.anonymous().bearing(TestServer.METRICS_TOKEN);
        };
    }

    /** Whom those let in that take signed letters, their own tests show. */
    private static Stream<Offer> offers(AnswerStyle style) {
        return TestServer.running().beans(Api.class).values().stream()
                .map(Api::routes)
                .filter(group -> group.style() == style)
                .flatMap(group -> group.routes().stream().map(route -> new Offer(group, route)))
                .filter(offer -> offer.route().body() != Route.Body.SIGNED)
                .filter(offer ->
                        !offer.path().contains("/bugs/") && !offer.path().equals("/notes/await"));
    }
}
