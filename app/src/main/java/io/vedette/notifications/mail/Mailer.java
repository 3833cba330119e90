package io.vedette.notifications.mail;

import io.vedette.platform.data.Transactions;
import io.vedette.platform.ops.Ids;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes mails to be sent. They go out once the transaction that wanted them has committed, whatever dies then. */
@Component
public final class Mailer {
    private final Transactions transactions;
    private final MailTable table;
    private final MailSender sender;
    private final RequestBodies bodies;
    private final Ids ids;
    private final Clock clock;

    Mailer(Transactions transactions, MailTable table, MailSender sender, RequestBodies bodies, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.sender = sender;
        this.bodies = bodies;
        this.ids = ids;
        this.clock = clock;
    }

    /** In the transaction that runs, or in one of its own. Done when it is written down, not when it is sent. */
    public Mono<Void> send(Mail mail) {
        return transactions.write(Mono.defer(() -> table.insert(letter(mail)))
                .then(Mono.defer(() -> transactions.afterCommit(sender::wake))));
    }

    private Letter letter(Mail mail) {
        UUID id = ids.next();
        return new Letter(id, mail.template(), mail.template() + "/" + id, bodies.write(id, mail), clock.instant());
    }
}
