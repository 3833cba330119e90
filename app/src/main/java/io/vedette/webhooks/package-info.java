/** Tells people's own servers what happens, over HTTP: each message is kept until it is delivered or given up. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "devices", "commands", "motion", "streams", "videos"})
package io.vedette.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
