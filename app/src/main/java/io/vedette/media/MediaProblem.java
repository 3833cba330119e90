package io.vedette.media;

import io.vedette.platform.failure.Problem;

/** What calls that need the media provider are refused with. */
public enum MediaProblem implements Problem {
    MEDIA_UNAVAILABLE(503, "The media server is away");

    private final int status;
    private final String title;

    MediaProblem(int status, String title) {
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
