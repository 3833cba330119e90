/** Pictures by MediaMTX: a path for each session, tokens that it checks with our public keys. */
@NullMarked
package io.vedette.media.mediamtx;

import org.jspecify.annotations.NullMarked;
