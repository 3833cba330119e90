/** What reaches people outside of the server: mails so far. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package io.vedette.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
