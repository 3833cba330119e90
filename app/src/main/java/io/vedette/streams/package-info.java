/** Live pictures: a client asks, a camera accepts, and everyone concerned is told when it starts and ends. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "devices", "commands", "media", "realtime"})
package io.vedette.streams;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
