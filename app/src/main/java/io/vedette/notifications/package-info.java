/** What reaches people who are not connected: mails and push messages. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package io.vedette.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
