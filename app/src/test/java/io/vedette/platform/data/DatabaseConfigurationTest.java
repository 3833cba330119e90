package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import io.vedette.platform.ops.Health;
import io.vedette.platform.ops.HealthCheck;
import io.vedette.platform.settings.FolderSettings;
import io.vedette.platform.settings.SettingsError;
import io.vedette.testing.Await;
import io.vedette.testing.Scratch;
import io.vedette.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;

class DatabaseConfigurationTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Path folder = Scratch.file("embedded-database-test");
    private final ApplicationContextRunner server = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    R2dbcAutoConfiguration.class,
                    R2dbcTransactionManagerAutoConfiguration.class,
                    DataR2dbcAutoConfiguration.class))
            .withUserConfiguration(DatabaseConfiguration.class, DatabaseHealth.class)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(FolderSettings.class, () -> new FolderSettings(folder));

    @Test
    void with_a_url_nothing_embedded_starts_and_all_stands_on_the_lanes() {
        DatabaseUrl url = TestDatabase.empty();
        withUrl(url).run(context -> {
            assertThat(context).hasSingleBean(ConnectionFactory.class).hasSingleBean(ReactiveTransactionManager.class);
            assertThat(context.getBean(ConnectionFactory.class)).isInstanceOf(Pools.class);
            assertThat(context.getBean(Database.class).isEmbedded()).isFalse();
            assertThat(context.getBean(DatabaseClient.class).getConnectionFactory())
                    .isInstanceOf(Pools.class);
            context.getBean(Transactions.class)
                    .write(context.getBean(DatabaseClient.class)
                            .sql("insert into outbox (kind, key, payload) values ('a', 'b', '{}')")
                            .then())
                    .block(SOON);
            assertThat(context.getBean(HealthCheck.class).check().block(SOON)).isEqualTo(Health.OK);
        });
        assertThat(TestDatabase.ask(url, "select kind from outbox")).containsExactly("a");
    }

    @Test
    void without_a_url_the_embedded_one_lives_as_long_as_the_server() throws IOException {
        withoutUrl().run(context -> {
            assertThat(context.getBean(Database.class).isEmbedded()).isTrue();
            assertThat(context.getBean(HealthCheck.class).check().block(SOON)).isEqualTo(Health.OK);
            withoutUrl()
                    .run(second -> assertThat(second)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(SettingsError.class)
                            .hasMessageContaining("is in use by another server"));
            withoutUrl().withPropertyValues("vedette.database.join=true").run(command -> {
                assertThat(command.getBean(HealthCheck.class).check().block(SOON))
                        .isEqualTo(Health.OK);
                assertThat(command.getBean(Database.class).isEmbedded()).isFalse();
            });
            assertThat(context.getBean(HealthCheck.class).check().block(SOON)).isEqualTo(Health.OK);
        });
        assertThat(Postmaster.on(folder.toRealPath().resolve("postgres"))).isEmpty();
    }

    @Test
    void a_database_that_went_away_is_told_by_its_health() {
        try (OwnPostgres postgres = new OwnPostgres("fault-database")) {
            TestDatabase.execute(postgres.url(), "drop database if exists health with (force)");
            TestDatabase.execute(postgres.url(), "create database health");
            withUrl(postgres.url().withDatabase("health")).run(context -> {
                HealthCheck health = context.getBean(HealthCheck.class);
                assertThat(health.check().block(SOON)).isEqualTo(Health.OK);
                postgres.pause();
                assertThat(health.check().block(SOON)).isEqualTo(Health.down("does not answer"));
                postgres.resume();
                Await.until(
                        "it is well again",
                        SOON,
                        () -> Health.OK.equals(health.check().block(SOON)));
            });
        }
    }

    private ApplicationContextRunner withUrl(DatabaseUrl url) {
        return server.withBean(DatabaseSettings.class, () -> new DatabaseSettings(url, 4));
    }

    private ApplicationContextRunner withoutUrl() {
        return server.withBean(DatabaseSettings.class, () -> new DatabaseSettings(null, 4));
    }
}
