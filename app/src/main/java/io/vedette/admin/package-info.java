/** What the people who run the server see and do: live figures, and the objects of the store. It looks at the others, nobody at it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "devices", "commands", "motion", "videos", "storage", "realtime"})
package io.vedette.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
