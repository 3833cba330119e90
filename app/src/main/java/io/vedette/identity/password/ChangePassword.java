package io.vedette.identity.password;

import org.jspecify.annotations.Nullable;

/** A new password from somebody who knows the old one. */
record ChangePassword(
        String currentPassword,
        String newPassword,
        @Nullable Boolean revokeOtherSessions) {

    boolean endsSessions() {
        return revokeOtherSessions != null && revokeOtherSessions;
    }

    @Override
    public String toString() {
        return "ChangePassword[hidden]";
    }
}
