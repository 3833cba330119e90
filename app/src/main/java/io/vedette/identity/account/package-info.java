/** People and how each may sign in, in Better Auth's tables. */
@NullMarked
package io.vedette.identity.account;

import org.jspecify.annotations.NullMarked;
