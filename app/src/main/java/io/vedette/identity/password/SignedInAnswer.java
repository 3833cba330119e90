package io.vedette.identity.password;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.identity.account.User;
import org.jspecify.annotations.Nullable;

/** What signing in with a password is answered with; the browser goes to {@code url} if there is one. */
record SignedInAnswer(
        boolean redirect,
        String token,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String url,

        User user) {}
