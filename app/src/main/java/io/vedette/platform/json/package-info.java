/** JSON as we read and write it, the same everywhere. */
@NullMarked
package io.vedette.platform.json;

import org.jspecify.annotations.NullMarked;
