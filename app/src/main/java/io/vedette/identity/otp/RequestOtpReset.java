package io.vedette.identity.otp;

/** A code that lets one choose a new password, please. */
record RequestOtpReset(String email) {}
