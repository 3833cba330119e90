/** Signing in with a password, and getting a new one. */
@NullMarked
package io.vedette.identity.password;

import org.jspecify.annotations.NullMarked;
