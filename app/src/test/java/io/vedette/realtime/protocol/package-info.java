/** Socket.IO's packets. */
@NullMarked
package io.vedette.realtime.protocol;

import org.jspecify.annotations.NullMarked;
