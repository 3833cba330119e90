/** Devices as their owners manage them. */
@NullMarked
package io.vedette.devices.registry;

import org.jspecify.annotations.NullMarked;
