package io.vedette.platform.data;

import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.HealthCheck;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether PostgreSQL answers, asked on connections that requests can't use up. */
@Component
final class DatabaseHealth implements HealthCheck {
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final DatabaseClient database;

    DatabaseHealth(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Mono<Health> check() {
        return Lane.jobs(database.sql("select 1").fetch().rowsUpdated())
                .thenReturn(Health.OK)
                .timeout(DEADLINE)
                .onErrorReturn(Health.down("does not answer"));
    }
}
