/** How services outside of the server are called: with deadlines, few connections, and a circuit for those that fail. */
@NullMarked
package io.vedette.platform.remote;

import org.jspecify.annotations.NullMarked;
