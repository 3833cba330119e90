/** What is waiting to be proven: reset links and codes, in Better Auth's table. */
@NullMarked
package io.vedette.identity.verification;

import org.jspecify.annotations.NullMarked;
