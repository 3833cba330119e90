package io.vedette.notifications.mail;

import static io.vedette.notifications.mail.MailNode.MAIL;
import static io.vedette.notifications.mail.MailNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Await;
import io.vedette.testing.Reply;
import io.vedette.testing.SecretScan;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ServerTest
class DevelopmentMailboxTest {
    private static final String PATH = "/dev/mailbox";

    private final TestServer server = TestServer.running();
    private final Visitor here = Visitor.anonymous().without("X-Forwarded-For");

    @Nested
    class Reading {
        @Test
        void shows_the_latest_mails_the_newest_first() {
            String first = sends();
            String second = sends();
            arrives(second);
            List<JsonNode> items =
                    here.get(PATH).is(200).json().path("items").valueStream().toList();
            assertThat(items.get(0).path("subject").asString()).isEqualTo(second);
            assertThat(items.get(1).path("subject").asString()).isEqualTo(first);
            assertThat(items.getFirst().propertyNames())
                    .containsExactly("id", "template", "to", "subject", "text", "html", "createdAt");
            assertThat(items.getFirst().path("to").asString()).isEqualTo(MAIL.to());
            assertThat(items.getFirst().path("text").asString()).isEqualTo(MAIL.text());
            assertThat(items.getFirst().path("html").asString()).isEqualTo(MAIL.html());
        }

        @Test
        void shows_no_more_than_a_hundred() {
            String last = "";
            for (int mail = 0; mail <= DevelopmentMailbox.CAPACITY; mail++) {
                last = sends();
            }
            arrives(last);
            assertThat(here.get(PATH).json().path("items")).hasSize(DevelopmentMailbox.CAPACITY);
        }

        @Test
        void is_pointed_to_by_a_line_of_the_log_that_says_nothing_of_the_mail() {
            try (SecretScan log = SecretScan.ofTheLog()) {
                arrives(sends());
                Await.until(
                        "a line points to it",
                        SOON,
                        () -> log.lines().stream()
                                .anyMatch(line -> line.contains("http://localhost:3000/dev/mailbox")));
                log.foundNoneOf(List.of(MAIL.to(), "t0ken"));
            }
        }
    }

    @Nested
    class From_elsewhere {
        @ParameterizedTest
        @CsvSource({
            "X-Forwarded-For,127.0.0.1",
            "X-Forwarded-Host,localhost",
            "X-Forwarded-Proto,http",
            "Forwarded,for=127.0.0.1",
            "Via,1.1 proxy",
            "X-Real-IP,127.0.0.1"
        })
        void it_is_not_there_for_who_comes_through_a_proxy(String header, String value) {
            isUnknown(here.with(header, value));
        }

        @Test
        void it_is_not_there_under_another_name_of_this_machine() {
            isUnknown(
                    Visitor.at(URI.create("http://127.0.0.2:" + server.port())).without("X-Forwarded-For"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://cameras.example.test", "http://192.0.2.7:3000"})
        void it_is_not_there_while_the_base_url_is_elsewhere(String baseUrl) {
            try (TestServer elsewhere = TestServer.start(Map.of("BETTER_AUTH_BASE_URL", baseUrl));
                    SecretScan log = SecretScan.ofTheLog()) {
                isUnknown(Visitor.at(elsewhere.url()).without("X-Forwarded-For"));
                elsewhere.bean(Mailer.class).send(MAIL).block(SOON);
                Await.until(
                        "it is told",
                        SOON,
                        () -> log.lines().stream()
                                .anyMatch(line -> line.contains("is not sent, as RESEND_API_KEY is not set")));
            }
        }

        private void isUnknown(Visitor visitor) {
            for (String method : List.of("GET", "POST", "OPTIONS")) {
                Reply hidden = visitor.send(method, PATH, null).isProblem(404, "not_found");
                Reply unknown = visitor.send(method, "/dev/nothing", null).isProblem(404, "not_found");
                assertThat(hidden.text()).isEqualTo(unknown.text());
                assertThat(hidden.header("Allow")).isEqualTo(unknown.header("Allow"));
            }
        }
    }

    private String sends() {
        String subject = "Mail " + UUID.randomUUID();
        Mail mail = new Mail(MAIL.template(), MAIL.to(), subject, MAIL.text(), MAIL.html());
        server.bean(Mailer.class).send(mail).block(SOON);
        return subject;
    }

    private void arrives(String subject) {
        DevelopmentMailbox mailbox = server.bean(DevelopmentMailbox.class);
        Await.until(
                "the mail lies in the mailbox",
                SOON,
                () -> mailbox.mails().stream().anyMatch(mail -> mail.subject().equals(subject)));
    }
}
