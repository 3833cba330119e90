/** Push messages to devices that are not connected: written down first, then handed to the services that reach them. */
@NullMarked
@NamedInterface("push")
package io.vedette.notifications.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
