package io.vedette.identity.password;

import io.vedette.identity.account.User;
import org.jspecify.annotations.Nullable;

/** A user, and the token of a session that was opened for them, if one was. */
record SignedUp(@Nullable String token, User user) {}
