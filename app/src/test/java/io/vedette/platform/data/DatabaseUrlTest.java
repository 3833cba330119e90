package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.postgresql.client.SSLMode;
import io.vedette.testing.Property;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Nested
    class Reading {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "postgres://ann:secret@db.example:6543/fleet",
                    "postgresql://ann:secret@db.example:6543/fleet",
                    "jdbc:postgresql://ann:secret@db.example:6543/fleet",
                    "jdbc:postgresql://db.example:6543/fleet?user=ann&password=secret",
                    "r2dbc:postgresql://ann:secret@db.example:6543/fleet",
                    "  postgres://ann:secret@db.example:6543/fleet\n",
                    "postgres:///fleet?host=db.example&port=6543&user=ann&password=secret"
                })
        void every_form_that_users_write_says_the_same(String text) {
            DatabaseUrl url = DatabaseUrl.parse(text);
            assertThat(url.host()).isEqualTo("db.example");
            assertThat(url.port()).isEqualTo(6543);
            assertThat(url.database()).isEqualTo("fleet");
            assertThat(url.user()).isEqualTo("ann");
            assertThat(url.password()).isEqualTo("secret");
        }

        @Test
        void what_is_left_out_is_as_psql_has_it() {
            DatabaseUrl url = DatabaseUrl.parse("postgres://db.example");
            assertThat(url.port()).isEqualTo(5432);
            assertThat(url.user()).isEqualTo("postgres");
            assertThat(url.database()).isEqualTo("postgres");
            assertThat(url.password()).isNull();
            assertThat(url.sslMode()).isEqualTo(SSLMode.PREFER);
            assertThat(DatabaseUrl.parse("postgres://ann@db").database()).isEqualTo("ann");
        }

        @Test
        void a_password_may_hold_what_separates() {
            DatabaseUrl url = DatabaseUrl.parse("postgres://a%40n:p%40ss%3Aw%2Fo%25rd+@host/db");
            assertThat(url.user()).isEqualTo("a@n");
            assertThat(url.password()).isEqualTo("p@ss:w/o%rd+");
            assertThat(DatabaseUrl.parse("postgres://ann:p@s:s@host/db").password())
                    .isEqualTo("p@s:s");
        }

        @Test
        void an_ipv6_host_stands_in_brackets() {
            DatabaseUrl url = DatabaseUrl.parse("postgres://[2001:db8::1]:5433/db");
            assertThat(url.host()).isEqualTo("2001:db8::1");
            assertThat(url.port()).isEqualTo(5433);
            assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[2001:db8::1]:5433/db");
        }

        @ParameterizedTest
        @ValueSource(strings = {"schema", "currentSchema", "search_path"})
        void the_schema_has_three_names(String name) {
            assertThat(DatabaseUrl.parse("postgres://h/db?" + name + "=fleet").schema())
                    .isEqualTo("fleet");
        }

        @ParameterizedTest
        @ValueSource(strings = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
        void both_drivers_get_the_same_sslmode(String mode) {
            DatabaseUrl url = DatabaseUrl.parse("postgres://h/db?sslmode=" + mode);
            assertThat(url.jdbcProperties()).containsEntry("sslmode", mode);
            assertThat(url.sslMode()).hasToString(mode);
        }

        @Test
        void the_other_parameters_are_kept_and_unknown_ones_do_no_harm() {
            DatabaseUrl url = DatabaseUrl.parse(
                    "postgres://h/db?application_name=a%20b&connect_timeout=7&sslrootcert=/ca.pem&pgbouncer=true");
            assertThat(url.applicationName()).isEqualTo("a b");
            assertThat(url.connectTimeout()).isEqualTo(Duration.ofSeconds(7));
            assertThat(url.sslRootCert()).isEqualTo("/ca.pem");
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "mysql://u:hunter2@h/db",
                    "ann:hunter2@host/db",
                    "postgres://u:hunter2@h:port/db",
                    "postgres://u:hunter2@h:0/db",
                    "postgres://u:hunter2@h:99999/db",
                    "postgres://u:hunter2@2001:db8::1/db",
                    "postgres://u:hunter2@a:1,b:2/db",
                    "postgres://u:hunter2%zz@h/db",
                    "postgres://u:hunter2@h/db?sslmode=yes",
                    "postgres://u:hunter2@h/db?sslmode",
                    "postgres://u:hunter2@h/db?connect_timeout=soon",
                    "postgres://u:hunter2@/db?host=/var/run/postgresql",
                    "postgres://u:hunter2@%2Fvar%2Frun%2Fpostgresql/db"
                })
        void it_says_what_it_should_be_and_never_the_password(String text) {
            assertThatThrownBy(() -> DatabaseUrl.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("should look like postgres://")
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
    }

    @Test
    void the_password_is_not_shown() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://ann:hunter2@h/db");
        assertThat(url).hasToString("postgresql://ann:***@h:5432/db");
        assertThat(url.jdbcUrl()).doesNotContain("hunter2");
    }

    @Test
    void any_name_and_password_survive_the_way_through_the_url() {
        Property.check(2_000, random -> {
            String user = text(random);
            String password = text(random);
            String database = text(random);
            DatabaseUrl url = DatabaseUrl.parse(
                    "postgres://%s:%s@host/%s".formatted(encoded(user), encoded(password), encoded(database)));
            assertThat(url.user()).isEqualTo(user);
            assertThat(url.password()).isEqualTo(password);
            assertThat(url.database()).isEqualTo(database);
            assertThat(url.toString()).doesNotContain(":" + password + "@");
        });
    }

    private static String text(RandomGenerator random) {
        String separators = "@:/%?#[]&=+ \\'\"";
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(12);
        while (text.length() < length) {
            text.append(
                    switch (random.nextInt(3)) {
                        case 0 -> separators.charAt(random.nextInt(separators.length()));
                        case 1 -> (char) (1 + random.nextInt(0xD7FE));
                        default -> (char) ('a' + random.nextInt(26));
                    });
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
