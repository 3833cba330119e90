package io.vedette.notifications.mail;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a person has to see to, told once when it begins rather than for every mail. It is over when a mail is taken. */
@Component
final class MailAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(MailAlerts.class);

    private final Set<String> raised = new ConcurrentSkipListSet<>();

    void raise(String problem, String consequence) {
        if (raised.add(problem)) {
            LOG.error("Mails need attention, {}: {}", problem, consequence);
        }
    }

    void over() {
        if (!raised.isEmpty()) {
            raised.clear();
            LOG.info("Mails are taken again");
        }
    }

    /** In order; their names are a closed list. */
    Set<String> raised() {
        return new TreeSet<>(raised);
    }
}
