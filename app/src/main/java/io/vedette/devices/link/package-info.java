/** Which clients may watch and command which cameras. */
@NullMarked
package io.vedette.devices.link;

import org.jspecify.annotations.NullMarked;
