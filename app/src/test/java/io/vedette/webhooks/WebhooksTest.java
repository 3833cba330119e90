package io.vedette.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Bodies;
import io.vedette.testing.Household;
import io.vedette.testing.Reply;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import io.vedette.webhooks.delivery.GoneWebhooks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do with their webhooks, none of which is told anything here. */
@ServerTest
class WebhooksTest {
    private static final String NOWHERE = "http://localhost:9/hook?key=among+us";
    private static final int MOST = 20;
    /** Shorter than what is over rests. */
    private static final Duration A_MOMENT = Duration.ofSeconds(30);

    private final Household house = Household.fresh();

    private Hook hook() {
        return Hook.of(house, NOWHERE, "video.uploaded");
    }

    private Reply makes(ObjectNode wanted) {
        return house.owner().post("/webhooks", wanted.toString());
    }

    private static String ask(String sql) {
        return String.join("|", TestDatabase.ask(TestServer.running().database(), sql));
    }

    @Test
    void are_made_with_a_secret_that_is_shown_once() {
        JsonNode made = makes(Hook.wanted(NOWHERE, "motion.detected", "*", "motion.detected")
                        .put("description", "At home"))
                .is(201)
                .json();
        JsonNode webhook = made.path("webhook");
        assertThat(webhook.path("url").asString()).isEqualTo(NOWHERE);
        assertThat(webhook.path("events").toString()).isEqualTo("[\"motion.detected\",\"*\"]");
        assertThat(webhook.path("description").asString()).isEqualTo("At home");
        assertThat(webhook.path("status").asString()).isEqualTo("active");
        assertThat(webhook.path("disabledReason").isNull()).isTrue();
        String secret = made.path("secret").asString();
        assertThat(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")))
                .hasSize(32);
        assertThat(secret).startsWith("whsec_");
        String path = "/webhooks/" + webhook.path("id").asString();
        assertThat(house.owner().get(path).is(200).json()).isEqualTo(webhook);
        assertThat(ask("select encode(keys, 'escape') from webhooks where id = '%s'"
                        .formatted(webhook.path("id").asString())))
                .doesNotContain(secret.substring(6, 20));
    }

    @Test
    void made_twice_with_one_key_are_one_and_its_secret_is_written_down_nowhere_else() {
        Visitor owner = house.owner().with("Idempotency-Key", "k" + UUID.randomUUID());
        String wanted = Hook.wanted(NOWHERE, "*").toString();
        JsonNode first = owner.post("/webhooks", wanted).is(201).json();
        assertThat(owner.post("/webhooks", wanted).is(201).json()).isEqualTo(first);
        String path = "/webhooks/" + first.at("/webhook/id").asString();
        JsonNode renewed = owner.post(path + "/secret", "{}").is(201).json();
        assertThat(owner.post(path + "/secret", "{}").is(201).json()).isEqualTo(renewed);
        assertThat(renewed).isNotEqualTo(first.path("secret"));
        assertThat(ask("select string_agg(k::text, '') from idempotency_keys k"))
                .doesNotContain(first.path("secret").asString())
                .doesNotContain(renewed.path("secret").asString());
        house.owner().delete(path).is(204);
        owner.post("/webhooks", wanted).isProblem(404, "not_found");
    }

    @Test
    void are_asked_for_in_their_form() {
        Reply wrong = makes(Hook.wanted("", "motion.detected", "smoke").put("description", "x".repeat(501)));
        wrong.isProblem(422, "validation_failed");
        assertThat(wrong.wrongFields()).containsExactlyInAnyOrder("url", "events[1]", "description");
        assertThat(makes(Hook.wanted(NOWHERE))
                        .isProblem(422, "validation_failed")
                        .wrongFields())
                .containsExactly("events");
        Hook hook = hook();
        assertThat(hook.patch(Bodies.object().put("url", "ftp://example.test/x"))
                        .isProblem(422, "validation_failed")
                        .wrongFields())
                .containsExactly("url");
        assertThat(hook.patch(Bodies.object().put("status", "broken"))
                        .isProblem(422, "validation_failed")
                        .wrongFields())
                .containsExactly("status");
    }

    @Test
    void are_changed_in_part() {
        Hook hook = hook();
        JsonNode before = hook.read();
        JsonNode described =
                hook.patch(Bodies.object().put("description", "mine")).is(200).json();
        assertThat(described.path("description").asString()).isEqualTo("mine");
        assertThat(described.path("url")).isEqualTo(before.path("url"));
        ObjectNode all = Hook.wanted("http://localhost:9/other", "motion.ended", "*");
        all.putNull("description");
        JsonNode changed = hook.patch(all.put("status", "disabled")).is(200).json();
        assertThat(changed.path("url").asString()).isEqualTo("http://localhost:9/other");
        assertThat(changed.path("events").toString()).isEqualTo("[\"motion.ended\",\"*\"]");
        assertThat(changed.path("description").isNull()).isTrue();
        assertThat(changed.path("disabledReason").asString()).isEqualTo("disabled_by_owner");
        assertThat(hook.patch(Bodies.object().put("description", "still"))
                        .is(200)
                        .json()
                        .path("disabledReason"))
                .isEqualTo(changed.path("disabledReason"));
        JsonNode enabled =
                hook.patch(Bodies.object().put("status", "active")).is(200).json();
        assertThat(enabled.path("disabledReason").isNull()).isTrue();
        assertThat(hook.read()).isEqualTo(enabled);
    }

    @Test
    void are_listed_newest_first_in_pages() {
        List<String> expected = new ArrayList<>();
        for (int made = 0; made < 5; made++) {
            expected.addFirst(hook().id());
        }
        assertThat(pages("/webhooks")).containsExactlyElementsOf(expected);
    }

    @Test
    void and_so_are_their_deliveries() {
        Hook hook = hook();
        List<String> expected = new ArrayList<>();
        for (int made = 0; made < 5; made++) {
            expected.addFirst(hook.tests());
        }
        assertThat(pages(hook.path() + "/deliveries")).containsExactlyElementsOf(expected);
    }

    private List<String> pages(String list) {
        List<String> read = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = house.owner()
                    .get(list + "?limit=2&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                    .is(200)
                    .json();
            page.path("items").forEach(item -> read.add(item.path("id").asString()));
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : page.path("nextCursor").asString();
        }
        return read;
    }

    @Test
    void are_so_many_at_most() {
        Hook first = hook();
        for (int made = 1; made < MOST; made++) {
            hook();
        }
        makes(Hook.wanted(NOWHERE, "*")).isProblem(409, "quota_exceeded");
        house.owner().delete(first.path()).is(204);
        hook();
    }

    @Test
    void go_with_all_that_was_to_be_sent() {
        Hook hook = hook();
        String delivery = hook.tests();
        house.owner().delete(hook.path()).is(204);
        house.owner().get(hook.path()).isProblem(404, "not_found");
        house.owner().get(hook.path() + "/deliveries").isProblem(404, "not_found");
        hook.redelivers(delivery).isProblem(404, "not_found");
        isForgotten(hook);
    }

    @Test
    void go_with_their_owner() {
        Hook hook = hook();
        hook.tests();
        TestDatabase.execute(
                TestServer.running().database(), "delete from \"user\" where id = '%s'".formatted(house.userId()));
        TestServer.running().bean(GoneWebhooks.class).wake();
        isForgotten(hook);
    }

    @Test
    void go_also_while_something_is_written_down_about_them() throws SQLException {
        Hook hook = hook();
        String busy = hook.tests();
        hook.tests();
        try (Connection writing = TestDatabase.connect(TestServer.running().database())) {
            writing.setAutoCommit(false);
            writing.createStatement()
                    .execute("select from webhook_deliveries where id = '%s' for update".formatted(busy));
            house.owner().delete(hook.path()).is(204);
            Await.until("the other delivery is gone", A_MOMENT, () -> left(hook).equals("2"));
            writing.rollback();
        }
        Await.until("nothing is left of it", A_MOMENT, () -> left(hook).equals("0"));
    }

    private static void isForgotten(Hook hook) {
        Await.until("nothing is left of it", Hook.PATIENCE, () -> left(hook).equals("0"));
    }

    private static String left(Hook hook) {
        return ask("""
                select (select count(*) from webhooks where id = '%1$s')
                  + (select count(*) from webhook_deliveries where webhook_id = '%1$s')
                """.formatted(hook.id()));
    }

    @Test
    void of_others_have_no_deliveries_of_mine() {
        Hook hook = hook();
        Hook other = Hook.of(Household.fresh(), NOWHERE, "*");
        String delivery = other.tests();
        hook.redelivers(delivery).isProblem(404, "not_found");
        new Hook(house, other.id(), "").redelivers(delivery).isProblem(404, "not_found");
    }
}
