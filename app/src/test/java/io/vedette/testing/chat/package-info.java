/** A feature that is there only in tests and benchmarks: sockets that talk to each other. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "realtime"})
package io.vedette.testing.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
