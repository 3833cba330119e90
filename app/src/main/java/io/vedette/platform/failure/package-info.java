/** How an operation says no: a closed set of failures, each with a code that clients can rely on. */
@NullMarked
package io.vedette.platform.failure;

import org.jspecify.annotations.NullMarked;
