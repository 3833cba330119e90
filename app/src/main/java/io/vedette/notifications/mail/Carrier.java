package io.vedette.notifications.mail;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Takes the mails out of here: Resend, or the development mailbox. */
interface Carrier {
    /** Never fails: what goes wrong is an answer too. The same letter may come again, with the same key and bytes. */
    Mono<Answer> deliver(Letter letter);

    /** Which account a pause is for; another one has its own quota and its own key. */
    String account();

    /** How long all nodes together wait between two mails. */
    Duration gap();
}
