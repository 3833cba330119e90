package io.vedette.platform.data;

import io.vedette.platform.MayWait;
import io.vedette.platform.settings.SettingsError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Brings the schema to this version before anything else touches the database; several nodes may do so at once. */
final class Migrations {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final int TRIES_PER_LINE = 3;

    private final DatabaseUrl url;
    private final Duration patience;

    Migrations(DatabaseUrl url, Duration patience) {
        this.url = url;
        this.patience = patience;
    }

    void run() {
        awaitDatabase();
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.jdbcProperties());
                Statement lock = connection.createStatement()) {
            // Flyway's own lock begins too late: it looks first whether the schema is an application's, to be adopted.
            lock.execute("select pg_advisory_lock(hashtext('vedette migrations'))");
            migrate();
        } catch (SQLException | FlywayException e) {
            throw new SettingsError(
                    "DATABASE_URL: the schema of %s can't be brought to this version: %s".formatted(url, oneLine(e)));
        }
    }

    /** An application's own tables, Better Auth's among them, may be there before ours. */
    private void migrate() {
        Flyway.configure()
                .dataSource(new DriverManagerDataSource(url.jdbcUrl(), url.jdbcProperties()))
                .locations("classpath:migrations")
                .validateMigrationNaming(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private void awaitDatabase() {
        long start = System.nanoTime();
        for (int tries = 0; ; tries++) {
            try {
                DriverManager.getConnection(url.jdbcUrl(), probing()).close();
                return;
            } catch (SQLException e) {
                if (!mayPass(e) || System.nanoTime() - start > patience.toNanos()) {
                    throw new SettingsError("DATABASE_URL: %s is not reachable: %s".formatted(url, oneLine(e)));
                }
                if (tries % TRIES_PER_LINE == 0) {
                    LOG.info("Waiting for the database {}: {}", url, oneLine(e));
                }
                pause();
            }
        }
    }

    private Properties probing() {
        Properties properties = url.jdbcProperties();
        // Covers what the time-out of connecting does not: a server that accepts and stays silent.
        properties.setProperty(
                "loginTimeout", Long.toString(url.connectTimeout().toSeconds() + 1));
        return properties;
    }

    /** Not reachable, starting up or full may pass; a wrong password or database won't. */
    private static boolean mayPass(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }

    /** The first lines of the outermost message, which says what failed, and of the innermost, which says why. */
    private static String oneLine(Exception e) {
        return Stream.of(e, innermost(e))
                .map(each -> String.valueOf(each.getMessage())
                        .strip()
                        .lines()
                        .findFirst()
                        .orElse(""))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static Throwable innermost(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : innermost(cause);
    }

    @MayWait("between two tries to reach the database, when the server starts")
    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SettingsError("The start was interrupted");
        }
    }
}
