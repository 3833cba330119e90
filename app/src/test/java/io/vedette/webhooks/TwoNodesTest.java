package io.vedette.webhooks;

import static io.vedette.testing.faults.StandIn.status;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.Await;
import io.vedette.testing.Household;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.webhooks.delivery.WebhookSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

/** Two nodes send for the same webhooks, each message once. */
class TwoNodesTest {
    private static final int USERS = 6;
    private static final int HOOKS = 10;
    private static final int EVENTS = 5;

    /** For so many webhooks a node sends at once. */
    private static final int OF_ONE_NODE = 48;

    @Test
    void send_each_message_once() {
        DatabaseUrl database = TestDatabase.fresh();
        Map<String, String> settings = Map.of("DATABASE_URL", TestDatabase.text(database));
        try (Receiver receiver = new Receiver();
                TestServer one = TestServer.start(settings);
                TestServer other = TestServer.start(settings)) {
            List<Hook> hooks = hooks(receiver, one, other);
            Sinks.Empty<Void> bothAreBusy = Sinks.empty();
            receiver.always((received, response) ->
                    bothAreBusy.asMono().then(status(204, "").answer(received, response)));
            Set<String> users =
                    hooks.stream().map(hook -> hook.house().userId()).collect(toSet());
            new MotionFacts(database).add(List.copyOf(users), 3, 0, EVENTS);
            Await.until("one node alone can't hold so many", Hook.PATIENCE, () -> {
                wake(one, other);
                return receiver.received.size() > OF_ONE_NODE;
            });
            bothAreBusy.tryEmitEmpty();
            int all = hooks.size() * EVENTS * 2;
            Await.until("all have come", Hook.PATIENCE, () -> {
                wake(one, other);
                return receiver.received.size() >= all;
            });
            Await.until(
                    "all are delivered",
                    Hook.PATIENCE,
                    () -> TestDatabase.ask(database, "select id from webhook_deliveries where status <> 'delivered'")
                            .isEmpty());
            assertThat(receiver.received)
                    .extracting(Receiver::idOf)
                    .hasSize(all)
                    .doesNotHaveDuplicates();
            assertThat(Stream.of(one, other).map(TwoNodesTest::sent)).allMatch(sent -> sent > 0);
        }
    }

    private static List<Hook> hooks(Receiver receiver, TestServer... nodes) {
        List<Hook> hooks = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            Household house = Household.of(nodes[user % nodes.length], "user" + user);
            for (int i = 0; i < HOOKS; i++) {
                hooks.add(Hook.of(house, receiver.url() + "/" + hooks.size(), "*"));
            }
        }
        return hooks;
    }

    private static void wake(TestServer... nodes) {
        Stream.of(nodes).forEach(node -> node.bean(WebhookSender.class).wake());
    }

    private static double sent(TestServer node) {
        return node.bean(MeterRegistry.class)
                .counter("vedette.webhook.attempts", "result", "delivered")
                .count();
    }
}
