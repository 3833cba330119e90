/** The bucket that holds what is too large for the database: any S3-compatible store, or an embedded one. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package io.vedette.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
