package io.vedette.notifications.push;

/** Firebase gives this account no token, or none that can be read. */
final class NotLetInException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotLetInException(int status) {
        super("The account was not let in: http_" + status);
    }
}
