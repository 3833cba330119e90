package io.vedette.platform.data;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.client.SSLMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where PostgreSQL is and how to sign in there, readable by both of its drivers. */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        @Nullable String password,
        SSLMode sslMode,
        @Nullable String sslRootCert,
        @Nullable String schema,
        String applicationName,
        Duration connectTimeout) {
    static final String DEFAULT_APPLICATION_NAME = "vedette";
    static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** Reads the forms that users write; the message of the exception says what it should be and never shows the password. */
    public static DatabaseUrl parse(String text) {
        return new DatabaseUrlParser(text.strip()).parse();
    }

    static DatabaseUrl local(int port, String database, String user, String password) {
        return new DatabaseUrl(
                "127.0.0.1",
                port,
                database,
                user,
                password,
                SSLMode.DISABLE,
                null,
                null,
                DEFAULT_APPLICATION_NAME,
                DEFAULT_CONNECT_TIMEOUT);
    }

    public DatabaseUrl withDatabase(String other) {
        return new DatabaseUrl(
                host, port, other, user, password, sslMode, sslRootCert, schema, applicationName, connectTimeout);
    }

    public DatabaseUrl withPort(int other) {
        return new DatabaseUrl(
                host, other, database, user, password, sslMode, sslRootCert, schema, applicationName, connectTimeout);
    }

    /** For JDBC, without user and password: they are among the {@link #jdbcProperties()}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + bracketed() + ":" + port + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public Properties jdbcProperties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("sslmode", sslMode.toString());
        properties.setProperty("connectTimeout", Long.toString(Math.max(1, connectTimeout.toSeconds())));
        setIfPresent(properties, "password", password);
        setIfPresent(properties, "sslrootcert", sslRootCert);
        setIfPresent(properties, "currentSchema", schema);
        return properties;
    }

    /** For R2DBC; the caller adds what is not in the URL. */
    public PostgresqlConnectionConfiguration.Builder r2dbc() {
        PostgresqlConnectionConfiguration.Builder builder = PostgresqlConnectionConfiguration.builder()
                .host(host)
                .port(port)
                .database(database)
                .username(user)
                .password(password)
                .sslMode(sslMode)
                .schema(schema)
                .applicationName(applicationName)
                .connectTimeout(connectTimeout);
        if (sslRootCert != null) {
            builder.sslRootCert(sslRootCert);
        }
        return builder;
    }

    @Override
    public String toString() {
        return "postgresql://%s%s@%s:%d/%s"
                .formatted(user, password == null ? "" : ":***", bracketed(), port, database);
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static void setIfPresent(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
