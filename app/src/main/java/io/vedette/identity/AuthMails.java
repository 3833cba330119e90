package io.vedette.identity;

import io.vedette.notifications.mail.Mail;
import io.vedette.notifications.mail.Mailer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;

/** The mails that let people in. They carry what opens an account, so they say what to do if nobody asked for it. */
@Component
public final class AuthMails {
    private final Mailer mailer;

    AuthMails(Mailer mailer) {
        this.mailer = mailer;
    }

    public Mono<Void> sendResetLink(String address, String link) {
        String safe = HtmlUtils.htmlEscape(link);
        return send(
                "reset-password",
                address,
                "Reset your password",
                "Choose a new password here:",
                link,
                "<a href=\"%s\">%s</a>".formatted(safe, safe),
                "The link works once, for an hour.");
    }

    public Mono<Void> sendCode(String template, String address, String subject, String code) {
        return send(template, address, subject, "Your code:", code, code, "It works once, for five minutes.");
    }

    private Mono<Void> send(
            String template, String address, String subject, String start, String plain, String html, String end) {
        String calm = end + " If you did not ask for it, ignore this mail: nothing changes without it.";
        return mailer.send(new Mail(
                template, address, subject, """
                        %s

                        %s

                        %s
                        """.formatted(start, plain, calm), """
                        <p>%s</p>
                        <p style="font-size:1.4em"><strong>%s</strong></p>
                        <p>%s</p>
                        """.formatted(start, html, calm)));
    }
}
