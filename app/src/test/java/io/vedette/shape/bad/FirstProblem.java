package io.vedette.shape.bad;

import io.vedette.platform.failure.Problem;

public enum FirstProblem implements Problem {
    SAID_TWICE;

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return "Two features say this";
    }
}
