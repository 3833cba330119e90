package io.vedette.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of this repository, for tests of what stands beside the code. */
public final class Repository {
    private Repository() {}

    /** The build runs the tests in the module's folder, an editor may run them in the root. */
    public static Path root() {
        return Path.of(Files.exists(Path.of("compose.yaml")) ? "." : "..")
                .toAbsolutePath()
                .normalize();
    }

    public static Path file(String path) {
        return root().resolve(path);
    }

    public static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
