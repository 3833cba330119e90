package io.vedette.identity.otp;

/** Whether this code is right, without spending it. */
record CheckOtp(String email, OtpType type, String otp) {
    @Override
    public String toString() {
        return "CheckOtp[hidden]";
    }
}
