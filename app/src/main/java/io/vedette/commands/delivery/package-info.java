/** How commands reach cameras: one courier for each that has a socket here, and what is written down of its rounds. */
@NullMarked
package io.vedette.commands.delivery;

import org.jspecify.annotations.NullMarked;
