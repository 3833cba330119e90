package io.vedette.platform.data;

import io.vedette.platform.settings.SettingsError;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL in use, its schema at this version: the one named by {@code DATABASE_URL}, else the embedded one. */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DatabaseUrl url;
    private final @Nullable DataFolder folder;
    private final @Nullable EmbeddedDatabase embedded;

    private Database(DatabaseUrl url, @Nullable DataFolder folder, @Nullable EmbeddedDatabase embedded) {
        this.url = url;
        this.folder = folder;
        this.embedded = embedded;
        try {
            new Migrations(url, Migrations.PATIENCE).run();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static Database at(DatabaseUrl url) {
        return new Database(url, null, null);
    }

    static Database in(Path dataDirectory) {
        return owned(DataFolder.own(dataDirectory));
    }

    /** For a command beside a server that may be running on the same folder. */
    static Database joining(Path dataDirectory) {
        return DataFolder.tryOwn(dataDirectory)
                .map(Database::owned)
                .orElseGet(() -> at(EmbeddedDatabase.join(dataDirectory)
                        .orElseThrow(() ->
                                new SettingsError("DATA_DIR: the server on %s is not up yet: try again in a moment."
                                        .formatted(dataDirectory)))));
    }

    private static Database owned(DataFolder folder) {
        try {
            EmbeddedDatabase embedded = EmbeddedDatabase.start(folder);
            LOG.info("Embedded PostgreSQL runs in {}", folder.path());
            return new Database(embedded.url(), folder, embedded);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public DatabaseUrl url() {
        return url;
    }

    public boolean isEmbedded() {
        return embedded != null;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
        if (folder != null) {
            folder.close();
        }
    }
}
