package io.vedette.platform.failure;

/** The refusals that any operation may give, whatever its feature. */
public enum CommonProblem implements Problem {
    MALFORMED_JSON(400, "The body is not JSON"),
    INVALID_PARAMETER(400, "A query, path or header value is not valid"),
    UNAUTHENTICATED(401, "Credentials are missing or not valid"),
    FORBIDDEN(403, "This caller may not do that"),
    UNTRUSTED_ORIGIN(403, "The request comes from a site that is not trusted"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    IDEMPOTENCY_IN_PROGRESS(409, "The first request with this key is still running"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The path or query is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not of a supported type"),
    VALIDATION_FAILED(422, "The body is not valid"),
    IDEMPOTENCY_KEY_REUSED(422, "This key was used with another body"),
    RATE_LIMITED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    OVERLOADED(503, "The server is busy"),
    DATABASE_UNAVAILABLE(503, "The database is away");

    private final int status;
    private final String title;

    CommonProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
