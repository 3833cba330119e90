/** Engine.IO's packets. */
@NullMarked
package io.vedette.realtime.engine;

import org.jspecify.annotations.NullMarked;
