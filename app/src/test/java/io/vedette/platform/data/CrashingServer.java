package io.vedette.platform.data;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.springframework.r2dbc.core.DatabaseClient;

/** Run as a process of its own: writes rows into the embedded database and prints each number once it is acknowledged. */
final class CrashingServer {
    private CrashingServer() {}

    public static void main(String[] arguments) {
        Database database = Database.in(Path.of(arguments[0]));
        DatabaseClient client = DatabaseClient.create(new Pools(database.url(), 2, new SimpleMeterRegistry()));
        // A cold process may take longer for its first statement than a connection is lent for.
        client.sql("create table if not exists acknowledged (number bigint primary key)")
                .then()
                .retry(5)
                .block();
        long first = Long.parseLong(arguments[1]);
        for (long number = first; ; number++) {
            // The one before the kill may be there though nobody heard of it.
            client.sql("insert into acknowledged values (%d) on conflict do nothing".formatted(number))
                    .then()
                    .block();
            System.out.println("acknowledged " + number);
        }
    }
}
