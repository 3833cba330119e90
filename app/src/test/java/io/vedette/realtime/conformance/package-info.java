/** The engine alone on an HTTP server, as the official protocol suites want it. */
@NullMarked
package io.vedette.realtime.conformance;

import org.jspecify.annotations.NullMarked;
