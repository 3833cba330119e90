/** Clips and pictures of cameras: uploaded to and read from the object store directly, by URLs that are signed here. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "devices", "motion", "storage"})
package io.vedette.videos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
