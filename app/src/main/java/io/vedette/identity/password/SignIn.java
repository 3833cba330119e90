package io.vedette.identity.password;

import org.jspecify.annotations.Nullable;

/** Somebody who says who they are, and how they can know. */
record SignIn(
        String email,
        String password,
        @Nullable String callbackURL,
        @Nullable Boolean rememberMe) {

    boolean remembers() {
        return rememberMe == null || rememberMe;
    }

    @Override
    public String toString() {
        return "SignIn[hidden]";
    }
}
