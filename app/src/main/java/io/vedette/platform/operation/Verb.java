package io.vedette.platform.operation;

/** What an operation does for its caller; the status follows from it. */
public enum Verb {
    GIVES(200),
    LISTS(200),
    MAKES(201),
    BEGINS(202),
    DOES(204);

    private final int status;

    Verb(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
