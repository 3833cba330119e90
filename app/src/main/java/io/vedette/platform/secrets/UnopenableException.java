package io.vedette.platform.secrets;

import org.jspecify.annotations.Nullable;

/** Sealed bytes that this secret does not open, or that were changed. */
public final class UnopenableException extends RuntimeException {
    UnopenableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
