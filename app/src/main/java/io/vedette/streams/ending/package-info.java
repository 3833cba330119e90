/** How sessions end: by whoever takes part, by time, or with what they need. */
@NullMarked
package io.vedette.streams.ending;

import org.jspecify.annotations.NullMarked;
