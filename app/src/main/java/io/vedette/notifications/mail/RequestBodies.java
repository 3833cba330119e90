package io.vedette.notifications.mail;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A mail as it stands in Resend's request. It is written once: each try has to send the same bytes. */
@Component
final class RequestBodies {
    private static final int LONGEST = 256 * 1024;
    private static final String DEVELOPMENT = "Vedette <vedette@localhost>";

    /** In Resend's words. The header keeps mail clients from showing mails of one subject as one conversation. */
    record RequestBody(
            String from, List<String> to, String subject, String html, String text, Map<String, String> headers) {
        @Override
        public String toString() {
            return "RequestBody[***]";
        }
    }

    private final JsonMapper json;
    private final String from;

    RequestBodies(JsonMapper json, MailSettings settings) {
        this.json = json;
        this.from = settings.from() == null ? DEVELOPMENT : settings.from().text();
    }

    String write(UUID id, Mail mail) {
        String body = json.writeValueAsString(new RequestBody(
                from,
                List.of(mail.to()),
                mail.subject(),
                mail.html(),
                mail.text(),
                Map.of("X-Entity-Ref-ID", id.toString())));
        if (body.length() > LONGEST) {
            throw new IllegalArgumentException("A mail of template %s is too long".formatted(mail.template()));
        }
        return body;
    }

    RequestBody read(String body) {
        return json.readValue(body, RequestBody.class);
    }
}
