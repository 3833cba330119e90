/** Tests of what is kept for those that come back. */
@NullMarked
package io.vedette.realtime.recovery;

import org.jspecify.annotations.NullMarked;
