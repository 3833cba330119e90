package io.vedette.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Household.Gadget;
import io.vedette.testing.Statements;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Webhooks lead to the public internet only, whatever is written and wherever names lead; and who has none costs nothing. */
class GuardedWebhooksTest {
    private static final TestServer SERVER = TestServer.start(Map.of("WEBHOOK_ALLOW_PRIVATE", "false"));
    private static final Receiver RECEIVER = new Receiver();

    private static final String SPECIAL = """
            ftp://example.test/
            file:///etc/passwd
            example.test
            //example.test/
            http:///path
            https://me@example.test/
            https://me:secret@example.test/
            https://example.test/#part
            https://example.test:0/
            https://example.test:65536/
            http://exa mple.test/
            http://localhost/
            http://LOCALHOST./
            http://a.localhost:8080/
            http://127.0.0.1/
            http://127.1/
            http://2130706433/
            http://0x7f000001/
            http://0x7f.0.0.1/
            http://0177.0.0.1/
            http://017700000001/
            http://010.8.8.8/
            http://127.0.0.1./
            http://%31%32%37.0.0.1/
            http://0.0.0.0/
            http://10.1.2.3/
            http://100.64.0.1/
            http://169.254.169.254/latest
            http://172.16.0.1/
            http://192.168.1.1:8080/
            http://224.0.0.1/
            http://255.255.255.255/
            http://[::]/
            http://[::1]/
            http://[::127.0.0.1]/
            http://[::ffff:127.0.0.1]/
            http://[::ffff:8.8.8.8]/
            http://[::ffff:7f00:1]/
            http://[64:ff9b::7f00:1]/
            http://[64:ff9b::10.0.0.1]/
            http://[2002:7f00:1::]/
            http://[2001::1]/
            http://[fc00::1]/
            http://[fd12:3456::1]/
            http://[fe80::1]/
            http://[fe80::1%25eth0]/
            http://[ff02::1]/
            """;

    private final Household house = Household.at(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
        RECEIVER.close();
    }

    @TestFactory
    Stream<DynamicTest> are_refused_for() {
        return SPECIAL.lines().map(url -> DynamicTest.dynamicTest(url, () -> isRefused(url)));
    }

    private void isRefused(String url) {
        String wanted = Hook.wanted(url, "*").toString();
        assertThat(house.owner()
                        .post("/webhooks", wanted)
                        .isProblem(422, "validation_failed")
                        .wrongFields())
                .containsExactly("url");
    }

    @Test
    void may_lead_elsewhere() {
        for (String url : List.of(
                "https://hooks.example.test/x?y=z",
                "HTTP://8.8.8.8:65535",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:8443/")) {
            Hook hook = Hook.of(house, url, "video.uploaded");
            assertThat(hook.read().path("url").asString()).isEqualTo(url);
            assertThat(hook.patch(Bodies.object().put("url", "http://10.0.0.1/"))
                            .isProblem(422, "validation_failed")
                            .wrongFields())
                    .containsExactly("url");
        }
    }

    /** The name was well when it was saved. */
    @Test
    void are_not_told_where_their_name_leads_inside_by_now() {
        Hook hook = Hook.of(house, "https://hooks.example.test/x", "*");
        for (String url : List.of(RECEIVER.url(), RECEIVER.url().replace("localhost", "127.0.0.1"))) {
            TestDatabase.execute(
                    SERVER.database(), "update webhooks set url = '%s/x' where id = '%s'".formatted(url, hook.id()));
            JsonNode tried = hook.tried(hook.tests(), 1);
            assertThat(tried.path("lastError").asString()).isEqualTo("forbidden_address");
            assertThat(tried.path("lastStatusCode").isNull()).isTrue();
        }
        assertThat(RECEIVER.received).isEmpty();
    }

    @Test
    void cost_nothing_where_there_are_none() {
        Gadget camera = house.camera();
        sees(camera);
        try (Statements statements = Statements.on(SERVER.database())) {
            for (int seen = 0; seen < 10; seen++) {
                sees(camera);
            }
            assertThat(statements.calls("distinct user_id from webhooks|insert into webhook_deliveries"))
                    .isZero();
        }
    }

    @Test
    void are_found_though_nobody_told_of_them() {
        Gadget camera = house.camera();
        sees(camera);
        Hook hook = Hook.of(house, "https://hooks.example.test/x", "motion.ended");
        TestDatabase.execute(
                SERVER.database(),
                "update webhooks set status = 'disabled', disabled_reason = 'x' where id = '%s'".formatted(hook.id()));
        SERVER.bean(WebhookAccounts.class).catchUp().block(Hook.PATIENCE);
        sees(camera);
        TestDatabase.execute(
                SERVER.database(),
                "update webhooks set status = 'active', disabled_reason = null where id = '%s'".formatted(hook.id()));
        sees(camera);
        SERVER.bean(WebhookAccounts.class).catchUp().block(Hook.PATIENCE);
        sees(camera);
        assertThat(hook.deliveries()).hasSize(1);
    }

    /** Returns once all that follows from it is written down. */
    private void sees(Gadget camera) {
        String event = camera.calls()
                .post("/events/motion/start", "{}")
                .is(201)
                .json()
                .path("id")
                .asString();
        camera.calls().post("/events/" + event + "/motion/end", "{}").is(200);
        Await.until(
                "it is told",
                Hook.PATIENCE,
                () -> TestDatabase.ask(SERVER.database(), "select id from outbox")
                        .isEmpty());
    }
}
