package io.vedette.shape.bad;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

public final class ReadsDatabaseService {
    private ReadsDatabaseService() {}

    static Mono<Void> all(DatabaseClient database) {
        return database.sql("select 1").then();
    }
}
