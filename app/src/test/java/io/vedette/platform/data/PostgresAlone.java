package io.vedette.platform.data;

import io.vedette.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;

/** The embedded PostgreSQL without a server, for as long as its input is open; its one line of output is the URL. */
public final class PostgresAlone {
    private PostgresAlone() {}

    public static void main(String[] folder) throws IOException {
        try (DataFolder data = DataFolder.own(Path.of(folder[0]));
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            System.out.println(TestDatabase.text(database.url()));
            System.in.read();
        }
    }
}
