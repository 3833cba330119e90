package io.vedette.platform.ops;

/** Points at which a fault hurts most, named by those who pass them; tests let a server stop there. */
@FunctionalInterface
public interface Checkpoints {
    void reach(String name);
}
