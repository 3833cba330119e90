package io.vedette.webhooks;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two nodes send for the same webhooks, each message once. */
class TwoNodesTest {
    private static final int EVENTS = 50;
    private static final int USERS = 4;

    @Test
    void send_each_message_once() {
        DatabaseUrl database = TestDatabase.fresh();
        Map<String, String> settings = Map.of("DATABASE_URL", TestDatabase.text(database));
        try (Receiver receiver = new Receiver();
                TestServer one = TestServer.start(settings);
                TestServer other = TestServer.start(settings)) {
            List<Hook> hooks = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                Household house = Household.of(user % 2 == 0 ? one : other, "user" + user);
                hooks.add(Hook.of(house, receiver.url() + "/" + user, "*"));
            }
            new MotionFacts(database)
                    .add(hooks.stream().map(hook -> hook.house().userId()).toList(), 3, 0, EVENTS);
            int all = USERS * EVENTS * 2;
            Await.until("all have come", Hook.PATIENCE, () -> {
                Stream.of(one, other)
                        .forEach(node -> node.bean(WebhookSender.class).wake());
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

    private static double sent(TestServer node) {
        return node.bean(MeterRegistry.class)
                .counter("vedette.webhook.attempts", "result", "delivered")
                .count();
    }
}
