package io.vedette.platform.operation;

/** The kinds of callers an operation can be opened to. */
public enum CallerKind {
    ANYONE,
    USER,
    CAMERA,
    CLIENT,
    OPERATOR,
    MONITOR
}
