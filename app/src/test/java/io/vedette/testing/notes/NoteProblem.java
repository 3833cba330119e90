package io.vedette.testing.notes;

import io.vedette.platform.failure.Problem;

enum NoteProblem implements Problem {
    NO_ROOM(409, "There is no room for it"),
    NEVER_DECLARED(409, "No operation says that it may fail so");

    private final int status;
    private final String title;

    NoteProblem(int status, String title) {
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
