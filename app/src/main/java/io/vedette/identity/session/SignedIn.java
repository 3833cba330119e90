package io.vedette.identity.session;

import io.vedette.identity.account.User;

/** A session and whose it is. */
public record SignedIn(Session session, User user) {}
