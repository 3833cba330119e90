package io.vedette.notifications.mail;

import static io.vedette.notifications.mail.MailNode.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.json.Json;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.faults.StandIn.Received;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What reaches Resend, held against what its own library sends. */
class ResendRequestTest {
    private static final DatabaseUrl URL = TestDatabase.fresh();
    private static final FakeResend RESEND = new FakeResend();
    private static final JsonNode THEIRS = theirs("send email");

    private static Received ours;

    @BeforeAll
    static void send() {
        try (MailNode node = new MailNode(URL, RESEND, MailNode.EAGER)) {
            node.sends(MAIL);
            MailNode.isSettled(URL, 1);
        }
        ours = Objects.requireNonNull(RESEND.received.peek());
    }

    @AfterAll
    static void close() {
        RESEND.close();
    }

    @Test
    void goes_where_theirs_goes() {
        assertThat(ours.method() + " " + ours.path())
                .isEqualTo(THEIRS.path("method").asString() + " "
                        + THEIRS.path("path").asString());
    }

    @Test
    void says_in_its_headers_what_theirs_says() {
        for (String same : new String[] {"authorization", "content-type", "accept"}) {
            assertThat(ours.headers())
                    .containsEntry(same, THEIRS.path("headers").path(same).asString());
        }
        assertThat(ours.headers()).containsEntry("user-agent", "vedette");
        assertThat(ours.header("idempotency-key")).hasSizeBetween(1, 256);
    }

    @Test
    void names_and_shapes_each_field_as_theirs() {
        JsonNode body = Json.jsonMapper().readTree(ours.body());
        assertThat(body.propertyNames()).containsExactly("from", "to", "subject", "html", "text", "headers");
        body.propertyStream()
                .forEach(field -> assertThat(field.getValue().getNodeType())
                        .as(field.getKey())
                        .isEqualTo(THEIRS.path("body").path(field.getKey()).getNodeType()));
    }

    @Test
    void is_this_to_the_byte() {
        String id = ours.header("idempotency-key").replaceFirst(".*/", "");
        assertThat(ours.body()).isEqualTo("""
                {"from":"Cameras <alerts@example.test>","to":["ada@example.test"],"subject":"Reset it",\
                "html":"<p>Follow t0ken</p>","text":"Follow https://x.test/t0ken",\
                "headers":{"X-Entity-Ref-ID":"%s"}}""".formatted(id));
    }

    @Test
    void is_answered_as_the_published_answers_are() {
        for (JsonNode exchange : exchanges()) {
            JsonNode response = exchange.path("response");
            if (exchange.path("request").path("path").asString().equals("/emails")) {
                RESEND.next(FakeResend.status(
                        response.path("status").asInt(), response.path("body").toString()));
            }
        }
        MailNode.forgetAll(URL);
        int before = RESEND.received.size();
        try (MailNode node = new MailNode(URL, RESEND, MailNode.EAGER)) {
            for (int mails = 1; mails <= 4; mails++) {
                node.sends(MAIL);
                MailNode.isSettled(URL, mails);
            }
        }
        assertThat(TestDatabase.ask(URL, "select concat_ws(' ', state, provider_id, problem) from mails order by id"))
                .startsWith(
                        "sent 49a3999c-0ce1-4ea6-ab68-afcd6dc2e794",
                        "sent 49a3999c-0ce1-4ea6-ab68-afcd6dc2e795",
                        "failed validation_error")
                .last()
                .asString()
                .startsWith("sent ");
        assertThat(RESEND.received).as("the last was limited at first").hasSize(before + 5);
    }

    private static JsonNode theirs(String name) {
        return exchanges()
                .valueStream()
                .filter(exchange -> exchange.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("request");
    }

    private static JsonNode exchanges() {
        try (InputStream kept = ResendRequestTest.class.getResourceAsStream("/contracts/resend.json")) {
            return Json.jsonMapper().readTree(Objects.requireNonNull(kept)).path("exchanges");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
