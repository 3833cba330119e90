package io.vedette.storage;

import io.vedette.platform.remote.RemoteTrouble;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What keeps the store from doing what it is asked for, as a closed list. */
final class StoreTrouble {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    /** The client's own, for what it could not read as HTTP. */
    private static final int UNREADABLE = 999;

    private StoreTrouble() {}

    /** It answered that there is no such thing. */
    static boolean isMissing(Throwable error) {
        return statusOf(error) == NOT_FOUND;
    }

    /** It takes what it was asked for no request: mostly as the key is none to it. */
    static boolean isRefused(Throwable error) {
        return statusOf(error) == BAD_REQUEST;
    }

    static String nameOf(Throwable error) {
        int status = answered(error);
        if (status > 0) {
            return status == UNREADABLE ? "garbled" : "http_" + status;
        }
        Throwable own = own(error);
        return own instanceof ApiCallTimeoutException || own instanceof ApiCallAttemptTimeoutException
                ? "timeout"
                : RemoteTrouble.nameOf(own);
    }

    /** Zero where it did not answer. */
    static int statusOf(Throwable error) {
        int status = answered(error);
        return status == UNREADABLE ? 0 : status;
    }

    private static int answered(Throwable error) {
        return own(error) instanceof S3Exception answer ? answer.statusCode() : 0;
    }

    private static Throwable own(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }
}
