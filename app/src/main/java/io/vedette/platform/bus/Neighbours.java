package io.vedette.platform.bus;

/** Knows of the nodes beside this one; a bus that does not reach them tells nobody here what they announce. */
public interface Neighbours {
    boolean areThere();
}
