package io.vedette.videos;

import io.vedette.platform.failure.Problem;

/** What calls about videos are refused with. */
enum VideoProblem implements Problem {
    OBJECT_MISSING(409, "Nothing was uploaded yet"),
    OBJECT_MISMATCH(409, "What was uploaded is not what was announced");

    private final int status;
    private final String title;

    VideoProblem(int status, String title) {
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
