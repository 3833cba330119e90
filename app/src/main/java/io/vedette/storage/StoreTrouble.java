package io.vedette.storage;

import io.vedette.platform.remote.RemoteTrouble;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What keeps the store from doing what it is asked for, as a closed list. */
final class StoreTrouble {
    private static final int NOT_FOUND = 404;

    private StoreTrouble() {}

    /** It answered that there is no such thing. */
    static boolean isMissing(Throwable error) {
        return statusOf(error) == NOT_FOUND;
    }

    static String nameOf(Throwable error) {
        int status = statusOf(error);
        if (status > 0) {
            return "http_" + status;
        }
        Throwable own = own(error);
        return own instanceof ApiCallTimeoutException || own instanceof ApiCallAttemptTimeoutException
                ? "timeout"
                : RemoteTrouble.nameOf(own);
    }

    /** Zero where it did not answer. */
    static int statusOf(Throwable error) {
        return own(error) instanceof S3Exception answer ? answer.statusCode() : 0;
    }

    private static Throwable own(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }
}
