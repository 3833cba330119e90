/** Cameras and client devices: their tokens, who is linked with whom, and who is there. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "realtime", "realtime :: causes", "notifications :: push"})
package io.vedette.devices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
