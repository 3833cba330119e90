package io.vedette.platform.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is looked at before the embedded PostgreSQL is trusted with rows. */
final class EmbeddedChecks {
    private EmbeddedChecks() {}

    /** The port was free a moment ago only: whoever answers there must be the one on our directory. */
    static void durableAndOurs(DatabaseUrl url, Path dataDirectory) {
        require(url, "data_directory", dataDirectory.toString());
        require(url, "fsync", "on");
        require(url, "synchronous_commit", "on");
        require(url, "full_page_writes", "on");
    }

    static void createDatabase(DatabaseUrl url, String name) {
        String exists = ask(url, "select count(*) from pg_database where datname = '%s'".formatted(name));
        if (exists.equals("0")) {
            try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.jdbcProperties());
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("the database can't be created: " + e.getMessage(), e);
            }
        }
    }

    private static void require(DatabaseUrl url, String setting, String expected) {
        String found = ask(url, "show " + setting);
        if (!found.equals(expected)) {
            throw new IllegalStateException("%s is %s and must be %s".formatted(setting, found, expected));
        }
    }

    private static String ask(DatabaseUrl url, String question) {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.jdbcProperties());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("it does not answer: " + e.getMessage(), e);
        }
    }
}
