/** An object store within the server, for those who were given none. */
@NullMarked
package io.vedette.storage.embedded;

import org.jspecify.annotations.NullMarked;
