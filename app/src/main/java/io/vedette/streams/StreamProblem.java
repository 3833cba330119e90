package io.vedette.streams;

import io.vedette.platform.failure.Problem;

/** What calls about streams are refused with. */
public enum StreamProblem implements Problem {
    STREAM_NOT_ACTIVE(409, "This stream is not going on");

    private final int status;
    private final String title;

    StreamProblem(int status, String title) {
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
