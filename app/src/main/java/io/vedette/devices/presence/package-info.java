/** Who is there, and who is told when that changes. */
@NullMarked
package io.vedette.devices.presence;

import org.jspecify.annotations.NullMarked;
