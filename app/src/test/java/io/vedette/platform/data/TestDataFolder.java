package io.vedette.platform.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A look from outside into the data folder of a server that runs on it, or ran. */
public final class TestDataFolder {
    private TestDataFolder() {}

    public static DatabaseUrl database(Path folder) {
        return EmbeddedDatabase.join(folder).orElseThrow();
    }

    /** The PostgreSQL that a killed server left running, if it did. */
    public static void endOrphan(Path folder) {
        Path data = folder.resolve("postgres");
        try {
            if (Files.exists(data)) {
                Postmaster.clear(data.toRealPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
