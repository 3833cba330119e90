package io.vedette.devices;

import io.vedette.platform.failure.Problem;

/** What calls about devices are refused with. */
public enum DeviceProblem implements Problem {
    DEVICE_DISABLED(403, "This device is disabled"),
    DEVICE_HAS_LINKS(409, "This device is linked"),
    WRONG_DEVICE_ROLE(422, "These devices don't go together"),
    QUOTA_EXCEEDED(409, "There are too many already");

    private final int status;
    private final String title;

    DeviceProblem(int status, String title) {
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
