/** A small feature that only tests have: something of every kind that the platform can do. */
@NullMarked
package io.vedette.testing.notes;

import org.jspecify.annotations.NullMarked;
