package io.vedette.platform.operation;

/** The input of an operation that takes nothing. */
public enum Nothing {
    NOTHING
}
