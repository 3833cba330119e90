/** Sessions: opened, shown, refreshed and ended. */
@NullMarked
package io.vedette.identity.session;

import org.jspecify.annotations.NullMarked;
