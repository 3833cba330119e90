/** The one secret that everything kept secret at rest is locked with, and the box that locks it. */
@NullMarked
package io.vedette.platform.secrets;

import org.jspecify.annotations.NullMarked;
