/** Signing in and proving an address with a code sent by mail. */
@NullMarked
package io.vedette.identity.otp;

import org.jspecify.annotations.NullMarked;
