package io.vedette.identity.password;

import io.vedette.identity.account.EmailAddress;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Somebody has forgotten their password, and is at this address if they are who they say. */
record RequestReset(
        @Size(max = EmailAddress.LONGEST) @Pattern(regexp = EmailAddress.FORM, message = EmailAddress.WRONG)
        String email,

        @Nullable String redirectTo) {}
