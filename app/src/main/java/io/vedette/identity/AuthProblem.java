package io.vedette.identity;

import io.vedette.platform.failure.Problem;

/** What Better Auth's client branches on, each with the message it shows. */
public enum AuthProblem implements Problem {
    CREDENTIAL_ACCOUNT_NOT_FOUND(400, "Credential account not found"),
    EMAIL_CAN_NOT_BE_UPDATED(400, "Email can not be updated"),
    INVALID_EMAIL(400, "Invalid email"),
    INVALID_OTP(400, "Invalid OTP"),
    INVALID_PASSWORD(400, "Invalid password"),
    INVALID_TOKEN(400, "Invalid token"),
    OTP_EXPIRED(400, "OTP expired"),
    PASSWORD_TOO_LONG(400, "Password too long"),
    PASSWORD_TOO_SHORT(400, "Password too short"),
    INVALID_EMAIL_OR_PASSWORD(401, "Invalid email or password"),
    CROSS_SITE_NAVIGATION_LOGIN_BLOCKED(403, "Cross-site navigation login blocked"),
    EMAIL_NOT_VERIFIED(403, "Email not verified"),
    INVALID_CALLBACK_URL(403, "Invalid callbackURL"),
    INVALID_ERROR_CALLBACK_URL(403, "Invalid errorCallbackURL"),
    INVALID_NEW_USER_CALLBACK_URL(403, "Invalid newUserCallbackURL"),
    INVALID_ORIGIN(403, "Invalid origin"),
    INVALID_REDIRECT_URL(403, "Invalid redirectURL"),
    MISSING_OR_NULL_ORIGIN(403, "Missing or null Origin"),
    SESSION_NOT_FRESH(403, "Session is not fresh"),
    TOO_MANY_ATTEMPTS(403, "Too many attempts"),
    METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED(405, "Sessions are read with GET here"),
    USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL(422, "User already exists. Use another email.");

    private final int status;
    private final String title;

    AuthProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
