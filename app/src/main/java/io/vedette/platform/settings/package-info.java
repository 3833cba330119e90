/** What the environment says, read once, checked as a whole and documented from the same records. */
@NullMarked
package io.vedette.platform.settings;

import org.jspecify.annotations.NullMarked;
