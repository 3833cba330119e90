/** The keys that sign our tokens: made once, shared by all nodes, replaced while old tokens still hold. */
@NullMarked
package io.vedette.platform.keys;

import org.jspecify.annotations.NullMarked;
