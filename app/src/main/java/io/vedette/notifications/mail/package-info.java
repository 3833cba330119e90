/** Mails: written down in the transaction that wants them, and sent from there by Resend or shown in the development mailbox. */
@NullMarked
@NamedInterface("mail")
package io.vedette.notifications.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
