package io.vedette.realtime;

import io.vedette.platform.failure.Problem;

/** What only sockets are refused. */
public enum SocketProblem implements Problem {
    UNKNOWN_EVENT(404, "There is no such event"),
    TOO_MANY_ROOMS(409, "This socket is in too many rooms");

    private final int status;
    private final String title;

    SocketProblem(int status, String title) {
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
