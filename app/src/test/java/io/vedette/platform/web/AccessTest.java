package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.operation.CallerKind;
import io.vedette.platform.operation.Operation;
import io.vedette.testing.Foreign;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The matrix of who may do what, made of the declarations themselves: every operation, called by every kind of caller,
 * and by the right kind with what belongs to somebody else. An operation that is added falls under it by itself.
 */
@ServerTest
class AccessTest {
    private record Offer(RouteGroup group, Route route) {
        String path() {
            return group.pathOf(route);
        }

        String name() {
            return route.method() + " " + path();
        }

        Operation<?, ?> operation() {
            return route.operation();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_operation_lets_in_whom_it_declares_and_nobody_else() {
        return offers().stream()
                .flatMap(offer -> Arrays.stream(CallerKind.values())
                        .map(kind ->
                                DynamicTest.dynamicTest(offer.name() + " as " + kind, () -> calledBy(kind, offer))));
    }

    @TestFactory
    Stream<DynamicTest> what_belongs_to_another_is_not_there() {
        return offers().stream()
                .filter(offer -> !offer.route().variables().isEmpty())
                .map(offer -> DynamicTest.dynamicTest(offer.name(), () -> calledForAnother(offer)));
    }

    private static void calledBy(CallerKind kind, Offer offer) {
        Reply reply =
                call(visitor(kind), offer, offer.path().replaceAll("\\{\\w+}", "00000000-0000-7000-8000-000000000000"));
        boolean admitted = offer.operation().isOpenToAnyone()
                || offer.operation().callers().contains(kind);
        if (admitted) {
            assertThat(reply.status()).as(reply.text()).isNotIn(401);
            assertThat(reply.text()).doesNotContain("\"forbidden\"");
        } else if (kind == CallerKind.ANYONE) {
            reply.isProblem(401, "unauthenticated");
        } else {
            reply.isProblem(403, "forbidden");
        }
    }

    private static void calledForAnother(Offer offer) {
        String path = offer.path();
        for (String variable : offer.route().variables()) {
            path = path.replace("{" + variable + "}", Foreign.idOf(variable));
        }
        for (CallerKind kind : offer.operation().callers()) {
            call(visitor(kind), offer, path).isProblem(404, "not_found");
        }
    }

    private static Reply call(Visitor visitor, Offer offer, String path) {
        return visitor.send(offer.route().method().name(), path, offer.route().awaitsBody() ? "{}" : null);
    }

    private static Visitor visitor(CallerKind kind) {
        String device = "00000000-0000-7000-8000-00000000000a";
        return switch (kind) {
            case ANYONE -> Visitor.anonymous();
            case USER -> Visitor.signedInAs("ada");
            case CAMERA -> Visitor.anonymous().bearing("camera-" + device);
            case CLIENT -> Visitor.anonymous().bearing("client-" + device);
            case OPERATOR -> Visitor.anonymous().with("Authorization", "Basic b3BzOm9wcw==");
            case MONITOR -> Visitor.anonymous().bearing(TestServer.METRICS_TOKEN);
        };
    }

    private static List<Offer> offers() {
        return TestServer.running().beans(Api.class).values().stream()
                .map(Api::routes)
                .filter(group -> group.style() == AnswerStyle.PROBLEM)
                .flatMap(group -> group.routes().stream().map(route -> new Offer(group, route)))
                .filter(offer ->
                        !offer.path().contains("/bugs/") && !offer.path().equals("/notes/await"))
                .toList();
    }
}
