package io.vedette.platform.data;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import io.vedette.platform.settings.FolderSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/** Each stands on the one before it, so they are stopped in the opposite order: the pools first, PostgreSQL last. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    /** A one-shot command sets the property, to work beside a server on the same data folder. */
    @Bean
    Database database(
            DatabaseSettings settings, FolderSettings folder, @Value("${vedette.database.join:false}") boolean join) {
        if (settings.url() != null) {
            return Database.at(settings.url());
        }
        return join ? Database.joining(folder.dataDir()) : Database.in(folder.dataDir());
    }

    @Bean
    Pools connectionFactory(Database database, DatabaseSettings settings, MeterRegistry meters) {
        return new Pools(database.url(), settings.poolSize(), meters).open();
    }

    @Bean
    R2dbcTransactionManager transactionManager(ConnectionFactory connections) {
        return new R2dbcTransactionManager(connections);
    }

    @Bean
    DatabaseClient databaseClient(ConnectionFactory connections) {
        return DatabaseClient.create(connections);
    }

    @Bean
    Transactions transactions(R2dbcTransactionManager manager, MeterRegistry meters) {
        return new Transactions(manager, meters);
    }
}
