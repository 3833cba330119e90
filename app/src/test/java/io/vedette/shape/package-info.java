/** The shape of the house: what the build checks so that no reviewer has to. */
@NullMarked
package io.vedette.shape;

import org.jspecify.annotations.NullMarked;
