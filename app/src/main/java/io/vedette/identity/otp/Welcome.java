package io.vedette.identity.otp;

import io.vedette.identity.account.User;
import io.vedette.identity.session.Session;
import java.util.Optional;

/** A person whom a code has let in, and their session if one was opened. */
record Welcome(User user, Optional<Session> session) {}
