package io.vedette.platform.data;

import io.vedette.platform.settings.SettingsError;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL in the data folder, for servers that were given none: durable, on the loopback only, behind a password of its own. */
final class EmbeddedDatabase implements AutoCloseable {
    static final String USER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String DATABASE = "vedette";
    private static final String VERSION = "18";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final EmbeddedFiles files;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedFiles files, EmbeddedPostgres postgres) {
        this.files = files;
        this.postgres = postgres;
    }

    /** The folder's owner starts it; what an earlier server left running is ended first. */
    static EmbeddedDatabase start(DataFolder folder) {
        EmbeddedFiles files = new EmbeddedFiles(folder.path());
        try {
            Postmaster.clear(files.data());
            files.putAwayWhatIsUnfinished();
            files.checkVersion(VERSION);
            EmbeddedDatabase database = new EmbeddedDatabase(files, launch(files));
            files.keepBinariesOurs();
            database.checkOrClose();
            return database;
        } catch (IOException | RuntimeException e) {
            throw new SettingsError("The embedded PostgreSQL in %s does not start: %s. %s"
                    .formatted(folder.path(), e.getMessage(), files.lastWords()));
        }
    }

    /** The PostgreSQL of a server that runs on this folder, for a command that works beside it. */
    static Optional<DatabaseUrl> join(Path folder) {
        if (Files.notExists(folder)) {
            return Optional.empty();
        }
        try {
            EmbeddedFiles files = new EmbeddedFiles(folder.toRealPath());
            return Postmaster.readyOn(files.data()).map(running -> url(files, running.port()));
        } catch (IOException e) {
            throw new SettingsError("The embedded PostgreSQL in %s can't be joined: %s".formatted(folder, e));
        }
    }

    DatabaseUrl url() {
        return url(files, postgres.getPort());
    }

    /** To be called when no connection is in use any more. */
    @Override
    public void close() {
        try {
            Optional<Postmaster> running = Postmaster.on(files.data());
            postgres.close();
            if (running.isPresent() && running.get().process().isAlive()) {
                running.get().end();
            }
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop cleanly; the next start will recover it", e);
        }
    }

    private void checkOrClose() {
        try {
            EmbeddedChecks.durableAndOurs(url().withDatabase(USER), files.data());
            EmbeddedChecks.createDatabase(url().withDatabase(USER), DATABASE);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static DatabaseUrl url(EmbeddedFiles files, int port) {
        return DatabaseUrl.local(port, DATABASE, USER, files.password());
    }

    private static EmbeddedPostgres launch(EmbeddedFiles files) throws IOException {
        Files.createDirectories(files.binaries());
        return EmbeddedPostgres.builder()
                .setDataDirectory(files.data())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(files.binaries().toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(LONGEST_START)
                .setOutputRedirector(ProcessBuilder.Redirect.to(files.log().toFile()))
                // The library makes --name=value of these; the last --auth wins over its own "trust".
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", files.passwordFile().toString())
                .setLocaleConfig("locale", "C.UTF-8")
                .setConnectConfig("password", files.password())
                .setDataDirectoryCustomizer(directory -> files.markFinished())
                // The library's defaults give durability away.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // Never a value of a row or a parameter in the log; seven files, one a weekday.
                .setServerConfig("log_error_verbosity", "terse")
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_truncate_on_rotation", "on")
                .start();
    }
}
