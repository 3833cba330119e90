/** Sockets: who is connected, the rooms they are in, what they may do there and what they are told. It knows no feature. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package io.vedette.realtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
