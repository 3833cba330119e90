/** What every feature stands on. It knows no feature. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package io.vedette.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
