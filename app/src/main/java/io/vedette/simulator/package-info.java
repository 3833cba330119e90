/** A page that behaves as a camera or as the phone app, to see both talk. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "media"})
package io.vedette.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
