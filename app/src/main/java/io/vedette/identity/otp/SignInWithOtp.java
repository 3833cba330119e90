package io.vedette.identity.otp;

import org.jspecify.annotations.Nullable;

/** The code that was mailed, to sign in with; somebody new gets an account. */
record SignInWithOtp(
        String email,
        String otp,
        @Nullable String name,
        @Nullable String image) {
    @Override
    public String toString() {
        return "SignInWithOtp[hidden]";
    }
}
