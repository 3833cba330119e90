package io.vedette.platform.data;

import java.nio.file.Path;

/** The one PostgreSQL of this test JVM: the embedded one below {@code target}, or {@code DATABASE_URL} if it is set. */
public final class TestPostgres {
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
        DataFolder folder = DataFolder.own(Path.of("target", "test-database-" + forkNumber()));
        EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            database.close();
            folder.close();
        }));
        return database.url();
    }

    private static String forkNumber() {
        String number = System.getProperty("surefire.forkNumber");
        return number == null ? "1" : number;
    }
}
