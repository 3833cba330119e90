/** What clients tell cameras to do: kept until it is settled, and told to whoever sent it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "devices", "realtime", "realtime :: causes"})
package io.vedette.commands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
