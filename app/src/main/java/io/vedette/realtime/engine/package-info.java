/** Engine.IO: one port shared with HTTP, sessions over websocket and polling, and what each of them may cost. */
@NullMarked
package io.vedette.realtime.engine;

import org.jspecify.annotations.NullMarked;
