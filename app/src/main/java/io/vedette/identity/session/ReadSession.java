package io.vedette.identity.session;

import org.jspecify.annotations.Nullable;

/** Any text switches these on; the cookie cache is one that this server never keeps. */
record ReadSession(
        @Nullable String disableCookieCache, @Nullable String disableRefresh) {
    boolean mayRefresh() {
        return disableRefresh == null || disableRefresh.isEmpty();
    }
}
