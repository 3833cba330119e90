/** Who carries pictures and sound: what lets a device send or see them, at whichever provider is in use. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package io.vedette.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
