package io.vedette.testing;

import io.vedette.platform.data.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the database was asked by anybody but its owner, as pg_stat_statements counts it: whatever is sent to it is a
 * statement, the beginning and the end of a transaction too.
 */
public final class Statements implements AutoCloseable {
    private static final int SHOWN = 110;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Connection connection;

    /** One kind of statement, whatever its parameters are. */
    public record Kind(long calls, String text) {}

    private Statements(Connection connection) {
        this.connection = connection;
    }

    /** Counts from now on. */
    public static Statements on(DatabaseUrl database) {
        try {
            Statements statements = new Statements(TestDatabase.connect(database));
            statements.run("set pg_stat_statements.track = 'none'");
            statements.run("create extension if not exists pg_stat_statements");
            statements.reset();
            return statements;
        } catch (SQLException e) {
            throw new IllegalStateException("It must have been started with pg_stat_statements", e);
        }
    }

    public void reset() {
        ask("select pg_stat_statements_reset(0, oid, 0) from pg_database where datname = current_database()");
    }

    public long calls() {
        return kinds().stream().mapToLong(Kind::calls).sum();
    }

    /** Of those in whose text that is found, in whatever case. */
    public long calls(String pattern) {
        Pattern searched = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        return kinds().stream()
                .filter(kind -> searched.matcher(kind.text()).find())
                .mapToLong(Kind::calls)
                .sum();
    }

    /** The most frequent first. */
    public List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select calls, regexp_replace(query, '\\s+', ' ', 'g') from pg_stat_statements
                        where dbid = (select oid from pg_database where datname = current_database())
                        order by calls desc, query
                        """)) {
            while (rows.next()) {
                kinds.add(new Kind(rows.getLong(1), rows.getString(2)));
            }
            return kinds;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A question of the test's own, which is not counted. */
    public String ask(String question) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(question, e);
        }
    }

    /** One line for each kind, and how many that is in a second. */
    public void print(String title, Duration over) {
        double seconds = over.toNanos() / NANOS_PER_SECOND;
        System.out.printf("%s: %d statements in %.1f s%n%8s %8s%n", title, calls(), seconds, "calls", "per s");
        for (Kind kind : kinds()) {
            String text = kind.text();
            System.out.printf(
                    "%8d %8.2f %s%n",
                    kind.calls(), kind.calls() / seconds, text.substring(0, Math.min(SHOWN, text.length())));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
