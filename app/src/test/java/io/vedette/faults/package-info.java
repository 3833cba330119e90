/** The promises under faults: kills, pauses, locks, floods of the same call, and hostile input. */
@NullMarked
package io.vedette.faults;

import org.jspecify.annotations.NullMarked;
