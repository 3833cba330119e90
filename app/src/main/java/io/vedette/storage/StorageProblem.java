package io.vedette.storage;

import io.vedette.platform.failure.Problem;

/** What calls that need the object store are refused with. */
public enum StorageProblem implements Problem {
    STORAGE_UNAVAILABLE(503, "The object store is away");

    private final int status;
    private final String title;

    StorageProblem(int status, String title) {
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
