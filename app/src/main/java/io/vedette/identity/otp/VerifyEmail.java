package io.vedette.identity.otp;

/** The code that was mailed, as proof that the address is one's own. */
record VerifyEmail(String email, String otp) {
    @Override
    public String toString() {
        return "VerifyEmail[hidden]";
    }
}
