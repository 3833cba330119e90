/** Pages in a real browser, for tests of what only a browser does. */
@NullMarked
package io.vedette.testing.browser;

import org.jspecify.annotations.NullMarked;
