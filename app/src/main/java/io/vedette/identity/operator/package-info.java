/** The people who run the server. */
@NullMarked
package io.vedette.identity.operator;

import org.jspecify.annotations.NullMarked;
