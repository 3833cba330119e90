package io.vedette.testing;

import java.nio.file.Path;

/** Where tests leave files. Each JVM that runs some of them has a place of its own. */
public final class Scratch {
    private static final Path FOLDER = Path.of("target", "scratch-" + System.getProperty("fork", "1"));

    private Scratch() {}

    /** The folder above it is there, itself it may not be. */
    public static Path file(String name) {
        FOLDER.toFile().mkdirs();
        return FOLDER.resolve(name);
    }
}
