package io.vedette.platform.remote;

import java.net.ConnectException;

/** The address is of this machine or of a network behind it, and the call was for others only. */
public final class ForbiddenAddressException extends ConnectException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException() {
        super("This address is not on the public internet");
    }
}
