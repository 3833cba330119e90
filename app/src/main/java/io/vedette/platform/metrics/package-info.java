/** What the server counts and times, for Prometheus. */
@NullMarked
package io.vedette.platform.metrics;

import org.jspecify.annotations.NullMarked;
