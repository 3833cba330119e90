/** What operators ask the server: is it well, and how busy is it. */
@NullMarked
package io.vedette.platform.ops;

import org.jspecify.annotations.NullMarked;
