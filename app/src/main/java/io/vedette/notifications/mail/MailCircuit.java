package io.vedette.notifications.mail;

import io.vedette.platform.remote.Circuit;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Whether the mail provider is worth a try. */
@Component
final class MailCircuit extends Circuit {
    MailCircuit(MailPace pace, Clock clock) {
        super("Sending of mails", pace.failures(), pace.probe(), clock);
    }
}
