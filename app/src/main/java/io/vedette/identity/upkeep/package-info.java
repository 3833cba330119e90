/** Clears away what has run out. */
@NullMarked
package io.vedette.identity.upkeep;

import org.jspecify.annotations.NullMarked;
