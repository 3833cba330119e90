package io.vedette.platform.data;

import io.vedette.testing.Scratch;
import io.vedette.testing.TestDatabase;

/** The one PostgreSQL of this test JVM: the embedded one below {@code target}, or {@code DATABASE_URL} if it is set. */
public final class TestPostgres {
    private static final String STATISTICS = "pg_stat_statements";
    private static final TestPostgres INSTANCE = new TestPostgres();

    private final DatabaseUrl url;

    private TestPostgres() {
        String given = System.getenv("DATABASE_URL");
        url = given == null || given.isEmpty() ? embedded() : DatabaseUrl.parse(given);
    }

    public static DatabaseUrl url() {
        return INSTANCE.url;
    }

    /** Runs the migrations on it, as the server does at its start. */
    public static void migrate(DatabaseUrl url) {
        new Migrations(url, Migrations.PATIENCE).run();
    }

    private static DatabaseUrl embedded() {
        DataFolder folder = DataFolder.own(Scratch.file("test-database"));
        EmbeddedDatabase database = counting(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            database.close();
            folder.close();
        }));
        return database.url();
    }

    /** One that counts statements: it has to know that when it starts. */
    private static EmbeddedDatabase counting(DataFolder folder) {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        if (TestDatabase.ask(database.url(), "show shared_preload_libraries").contains(STATISTICS)) {
            return database;
        }
        TestDatabase.execute(database.url(), "alter system set shared_preload_libraries = '%s'".formatted(STATISTICS));
        database.close();
        return EmbeddedDatabase.start(folder);
    }
}
