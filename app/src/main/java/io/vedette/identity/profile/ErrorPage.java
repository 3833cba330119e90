package io.vedette.identity.profile;

import org.jspecify.annotations.Nullable;

/** The code of what went wrong, for a page that says so. */
record ErrorPage(@Nullable String error) {}
