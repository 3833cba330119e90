package io.vedette.notifications.mail;

import static io.vedette.platform.operation.CallerKind.ANYONE;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.RouteGroup.at;

import io.vedette.notifications.mail.DevelopmentMailbox.ReceivedMail;
import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.Route;
import io.vedette.platform.web.RouteGroup;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The development mailbox, to be read at this machine; where mails are really sent there is none. */
@Component
final class MailboxApi implements Api {
    /** What lies in it, the newest first. */
    record Mailbox(List<ReceivedMail> items) {}

    private final Operation<Nothing, Mailbox> read;
    private final boolean used;

    MailboxApi(DevelopmentMailbox mailbox, Carrier carrier) {
        this.used = carrier == mailbox;
        read = operation("readDevelopmentMailbox", "Read the mails that this server has not sent, for development")
                .callers(ANYONE)
                .gives(Mailbox.class)
                .by(_ -> Mono.fromSupplier(() -> new Mailbox(mailbox.mails())));
    }

    @Override
    public RouteGroup routes() {
        Route[] routes = used ? new Route[] {get("", read)} : new Route[] {};
        return at(DevelopmentMailbox.PATH, PROBLEM, routes).onlyLocal().unlimited();
    }
}
