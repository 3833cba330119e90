package io.vedette.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.identity.account.Backfills;
import io.vedette.platform.data.DatabaseUrl;
import io.vedette.platform.data.TestPostgres;
import io.vedette.testing.Bodies;
import io.vedette.testing.Person;
import io.vedette.testing.Reply;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import io.vedette.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A database that a real Better Auth server has made, with its people in it, goes on working. */
class AdoptionTest {
    private static final String SECRET = "test-secret-0123456789abcdef0123456789abcdef";
    private static final String COOKIE = "better-auth.session_token=VbbO4yjQanCLLJQ10JMVK0XbQMwWhYKV."
            + "FBGYYw3eXcxaEqMjUssbNgiiji2mg6PMGEDi1mvSobU%3D";

    /** As version 1.7.7 makes them; those of the versions just before have the issuer. */
    private static final String TABLES = """
            create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique,
                "emailVerified" boolean not null, "image" text,
                "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
            create table "session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique,
                "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text,
                "userAgent" text, "userId" text not null references "user" ("id") on delete cascade);
            create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null,
                "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text,
                "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text,
                "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null,
                "issuer" text not null, unique ("issuer", "accountId"));
            create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null,
                "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
                "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
            """;

    private static final String ADA = """
            insert into "user" values ('ada-id', 'Ada', 'ada@example.test', true, null);
            insert into account ("id", "accountId", "providerId", "userId", "password", "updatedAt", "issuer") values
                ('account-id', 'ada-id', 'credential', 'ada-id', '000102030405060708090a0b0c0d0e0f:e1b18b259c033c57dadfd9a3cc9964090a97aa0cded555fb3c4825e3268623459d93d426946b1ffa084ec946ce31d59eb3b0c57780bf5f7c30a633115ed2481d',
                now(), 'local:credential');
            insert into session ("id", "expiresAt", "token", "updatedAt", "userId") values
                ('session-id', now() + interval '7 days', 'VbbO4yjQanCLLJQ10JMVK0XbQMwWhYKV', now(), 'ada-id');
            """;

    private final DatabaseUrl database = TestDatabase.empty();

    @Test
    void its_people_are_still_signed_in_and_can_sign_in_and_new_ones_can_join() {
        TestDatabase.execute(database, TABLES + ADA);
        try (TestServer server = start()) {
            Visitor browser = Visitor.at(server.url()).with("Cookie", COOKIE).with("Origin", "http://localhost:3000");
            Reply session = browser.get("/api/auth/get-session").is(200);
            assertThat(session.json().at("/user/name").asString()).isEqualTo("Ada");
            assertThat(session.json().at("/session/ipAddress").asString()).isEmpty();
            Visitor.at(server.url())
                    .post(
                            "/api/auth/sign-in/email",
                            Bodies.object()
                                    .put("email", "ada@example.test")
                                    .put("password", "correct horse 1")
                                    .toString())
                    .is(200);
            Visitor.at(server.url())
                    .post(
                            "/api/auth/sign-up/email",
                            Person.stranger().credentials().put("name", "New").toString())
                    .is(200);
        }
        assertThat(TestDatabase.ask(database, "select distinct issuer from account"))
                .containsExactly("local:credential");
    }

    @Test
    void users_without_a_credential_account_get_one_once() {
        TestDatabase.execute(database, TABLES + ADA + """
                insert into "user" values ('bob-id', 'Bob', 'Bob@Example.test', true, null);
                insert into "user" values ('eve-id', 'Eve', 'eve@example.test', true, null);
                insert into "user" values ('eve-two', 'Eve', 'EVE@example.test', true, null);
                insert into account ("id", "accountId", "providerId", "userId", "updatedAt", "issuer") values
                    ('eves', 'eve@example.test', 'credential', 'eve-id', now(), 'old');
                """);
        TestPostgres.migrate(database);
        assertThat(Backfills.runOn(database))
                .isEqualTo("Added 2 credential accounts, repaired 1, put 1 addresses in lower case; "
                        + "1 addresses are also another user's but for their case: decide whose they are");
        assertThat(TestDatabase.ask(
                        database,
                        "select \"userId\" || ' ' || (password is null) from account where \"accountId\" = \"userId\" "
                                + "and \"providerId\" = 'credential' and length(id) > 3 order by 1"))
                .containsExactly("ada-id false", "bob-id true", "eve-id true", "eve-two true");
        assertThat(Backfills.runOn(database)).startsWith("Added 0 credential accounts, repaired 0, put 0");
    }

    @Test
    void tables_of_another_form_stop_the_start_and_say_why() {
        TestDatabase.execute(database, TABLES.replace("\"expiresAt\" timestamptz", "\"expiresAt\" timestamp"));
        assertThatThrownBy(() -> TestPostgres.migrate(database))
                .hasMessageContaining("The Better Auth tables must have text ids and timestamps with time zone")
                .hasMessageContaining("\"session\".\"expiresAt\" is timestamp without time zone");
    }

    private TestServer start() {
        return TestServer.start(Map.of("DATABASE_URL", TestDatabase.text(database), "BETTER_AUTH_SECRET", SECRET));
    }
}
