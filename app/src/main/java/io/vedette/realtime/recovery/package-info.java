/** What sockets were told, kept for those that come back: an ordered log per account, and where each device stood in it. */
@NullMarked
package io.vedette.realtime.recovery;

import org.jspecify.annotations.NullMarked;
