package io.vedette.media;

/** Where a server is that helps browsers to find each other, as RFC 7064 and 7065 write it: a host, and no path. */
record IceUrl(String text) {
    private static final String STUN = "stuns?:HOST";
    private static final String TURN = "turns?:HOST(\\?transport=(udp|tcp))?";
    private static final String HOST = "([A-Za-z0-9._-]+|\\\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?";

    static IceUrl parse(String text) {
        if (!text.matches("(%s|%s)".formatted(STUN, TURN).replaceAll("HOST", HOST))) {
            throw new IllegalArgumentException("must be such as stun:stun.example.test:3478");
        }
        return new IceUrl(text);
    }

    boolean needsCredentials() {
        return text.startsWith("turn");
    }
}
