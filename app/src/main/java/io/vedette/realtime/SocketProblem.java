package io.vedette.realtime;

import io.vedette.platform.failure.Problem;

/** What only sockets are refused. */
enum SocketProblem implements Problem {
    UNKNOWN_EVENT(404, "There is no such event");

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
