/** Clients for sockets, written by hand: they send what no library would, and see all that comes back. */
@NullMarked
package io.vedette.testing.sockets;

import org.jspecify.annotations.NullMarked;
