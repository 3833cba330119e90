package io.vedette.testing.browser;

/** Where a page comes from. All are served by the tests themselves, and are the same page. */
public enum Site {
    /** The server's own address, as it is told to be known by: trusted, and the server's cookies are sent from it. */
    OWN("http://localhost:3000"),
    /** Trusted, but another site: no browser sends the server's cookies from it. */
    TRUSTED("http://desk.cameras.example.test"),
    /** Of the same site, so that cookies are sent, yet nobody trusts it. */
    NEIGHBOUR("http://localhost:3001"),
    STRANGER("http://app.strangers.example.test");

    private final String url;

    Site(String url) {
        this.url = url;
    }

    public String url() {
        return url;
    }
}
