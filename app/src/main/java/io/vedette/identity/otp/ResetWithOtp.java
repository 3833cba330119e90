package io.vedette.identity.otp;

/** A new password, with the code that was mailed. */
record ResetWithOtp(String email, String otp, String password) {
    @Override
    public String toString() {
        return "ResetWithOtp[hidden]";
    }
}
