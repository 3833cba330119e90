/** What cameras see: when motion began and ended, told to whoever is linked. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "devices", "realtime", "notifications :: push"})
package io.vedette.motion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
