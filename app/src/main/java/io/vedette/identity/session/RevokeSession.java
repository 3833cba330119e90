package io.vedette.identity.session;

/** Ends the session with this token. */
record RevokeSession(String token) {
    @Override
    public String toString() {
        return "RevokeSession[hidden]";
    }
}
