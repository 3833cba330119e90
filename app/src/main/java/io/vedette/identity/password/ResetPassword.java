package io.vedette.identity.password;

import io.vedette.platform.operation.InQueryToo;
import org.jspecify.annotations.Nullable;

/** A new password from somebody who got the mail. */
record ResetPassword(
        String newPassword, @InQueryToo @Nullable String token) {
    @Override
    public String toString() {
        return "ResetPassword[hidden]";
    }
}
