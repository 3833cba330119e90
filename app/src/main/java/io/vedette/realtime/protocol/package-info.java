/** Socket.IO: packets, namespaces, who gets in, acknowledgements both ways. Knows nothing of what is said. */
@NullMarked
package io.vedette.realtime.protocol;

import org.jspecify.annotations.NullMarked;
