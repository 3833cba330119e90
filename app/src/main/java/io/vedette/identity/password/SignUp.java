package io.vedette.identity.password;

import io.vedette.identity.account.EmailAddress;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Somebody new. */
record SignUp(
        String name,

        @Size(max = EmailAddress.LONGEST) @Pattern(regexp = EmailAddress.FORM, message = EmailAddress.WRONG)
        String email,

        @NotEmpty String password,
        @Nullable String image,
        @Nullable String callbackURL,
        @Nullable Boolean rememberMe) {

    boolean remembers() {
        return rememberMe == null || rememberMe;
    }

    @Override
    public String toString() {
        return "SignUp[hidden]";
    }
}
