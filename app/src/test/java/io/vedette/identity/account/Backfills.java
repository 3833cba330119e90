package io.vedette.identity.account;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.time.Duration;
import java.util.Map;

/** Runs the command as the server would. */
public final class Backfills {
    private Backfills() {}

    public static String runOn(DatabaseUrl database) {
        try (TestServer server = TestServer.start(Map.of("DATABASE_URL", TestDatabase.text(database)))) {
            return String.valueOf(server.bean(BackfillCredentials.class).run().block(Duration.ofSeconds(20)));
        }
    }
}
