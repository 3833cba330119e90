/** What the tests share. */
@NullMarked
package io.vedette.testing;

import org.jspecify.annotations.NullMarked;
