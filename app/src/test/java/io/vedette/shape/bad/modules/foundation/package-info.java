@ApplicationModule(allowedDependencies = {})
package io.vedette.shape.bad.modules.foundation;

import org.springframework.modulith.ApplicationModule;
