package io.vedette.identity.account;

import org.jspecify.annotations.Nullable;

/** A user as signing in needs it. */
public record UserWithPassword(
        User user, boolean hasAccount, @Nullable String hash) {
    @Override
    public String toString() {
        return "UserWithPassword[" + user.id() + "]";
    }
}
