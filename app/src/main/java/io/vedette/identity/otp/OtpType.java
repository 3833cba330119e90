package io.vedette.identity.otp;

/** What a code is good for. */
enum OtpType {
    EMAIL_VERIFICATION("email-verification", "Verify your address"),
    SIGN_IN("sign-in", "Sign in"),
    FORGET_PASSWORD("forget-password", "Reset your password"),
    /** Known to the client, and not offered here. */
    CHANGE_EMAIL("change-email", "");

    private final String text;
    private final String subject;

    OtpType(String text, String subject) {
        this.text = text;
        this.subject = subject;
    }

    String subject() {
        return subject;
    }

    /** As it stands on the wire and in the table. */
    @Override
    public String toString() {
        return text;
    }
}
