/** How a committed fact reaches those who tell it on: written with what it tells of, announced at once, and never forgotten. */
@NullMarked
package io.vedette.platform.bus;

import org.jspecify.annotations.NullMarked;
