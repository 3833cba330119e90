package io.vedette.identity.otp;

/** A code, please, to this address. */
record SendOtp(String email, OtpType type) {}
