/** From the command line to a server that listens, and the few lines it says about itself on the way. */
@NullMarked
package io.vedette.platform.start;

import org.jspecify.annotations.NullMarked;
