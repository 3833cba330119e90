package io.vedette.identity.password;

/** The mailed link, as it comes back. */
record FollowReset(String token, String callbackURL) {
    @Override
    public String toString() {
        return "FollowReset[hidden]";
    }
}
