package io.vedette.testing;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.TestPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of one's own on the PostgreSQL that all tests of this JVM share. */
public final class TestDatabase {
    private static final String PREFIX =
            "vedette_test_" + ProcessHandle.current().pid() + "_";
    private static final String TEMPLATE = PREFIX + "template";
    private static boolean migrated;
    private static int made;

    private TestDatabase() {}

    /** With the schema in it and no rows: a copy of a database that was migrated once. */
    public static synchronized DatabaseUrl fresh() {
        if (!migrated) {
            migrated = true;
            dropLeftBehind();
            TestPostgres.migrate(create(TEMPLATE, "template1"));
        }
        return create(PREFIX + made++, TEMPLATE);
    }

    /** With nothing in it. */
    public static synchronized DatabaseUrl empty() {
        return create(PREFIX + "empty_" + made++, "template1");
    }

    /** As DATABASE_URL would say it. */
    public static String text(DatabaseUrl url) {
        String login = encoded(url.user()) + (url.password() == null ? "" : ":" + encoded(url.password()));
        return "postgres://%s@%s:%d/%s".formatted(login, url.host(), url.port(), url.database());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public static void execute(DatabaseUrl url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** The first column of every row. */
    public static List<String> ask(DatabaseUrl url, String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answer = new ArrayList<>();
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
            return answer;
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    public static Connection connect(DatabaseUrl url) throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.jdbcProperties());
    }

    private static DatabaseUrl create(String name, String template) {
        execute(TestPostgres.url(), "create database %s template %s".formatted(name, template));
        return TestPostgres.url().withDatabase(name);
    }

    /** Of test runs before this one; those of a run that is alive on the same server stay. */
    private static void dropLeftBehind() {
        String names = "select datname from pg_database where datname like 'vedette\\_test\\_%'";
        for (String name : ask(TestPostgres.url(), names)) {
            long owner = Long.parseLong(name.split("_", -1)[2]);
            if (owner == ProcessHandle.current().pid()
                    || ProcessHandle.of(owner).isEmpty()) {
                execute(TestPostgres.url(), "drop database if exists %s with (force)".formatted(name));
            }
        }
    }
}
