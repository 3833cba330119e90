/** What the ends of a session send each other through the server: signals, and pictures where nothing else gets through. */
@NullMarked
package io.vedette.streams.relay;

import org.jspecify.annotations.NullMarked;
