package io.vedette.platform.remote;

/** Where calls may go. */
public enum Reach {
    ANYWHERE,
    /** Not to this machine or a network behind it, whatever a name is resolved to: others choose the address. */
    PUBLIC_ONLY
}
