package io.vedette.identity.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Person;
import io.vedette.testing.ServerTest;
import io.vedette.testing.TestDatabase;
import io.vedette.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ServerTest
class IdentityUpkeepTest {
    private final TestServer server = TestServer.running();

    @Test
    void what_has_run_out_is_forgotten_and_nothing_else() {
        Person gone = Person.signedUp();
        Person here = Person.signedUp();
        execute("update session set \"expiresAt\" = now() where \"userId\" = " + idOf(gone));
        execute("insert into verification values ('old', 'old', 'x', now() - interval '61 minutes')");
        execute("insert into verification values ('young', 'young', 'x', now() - interval '1 minute')");
        Duration rest = server.bean(IdentityUpkeep.class).round().block(Duration.ofSeconds(20));
        assertThat(rest).isEqualTo(Duration.ofMinutes(1));
        assertThat(ask("select count(*) from session where \"userId\" = " + idOf(gone)))
                .isEqualTo("0");
        assertThat(ask("select count(*) from session where \"userId\" = " + idOf(here)))
                .isEqualTo("1");
        assertThat(ask("select count(*) from verification where id in ('old', 'young')"))
                .isEqualTo("1");
    }

    private static String idOf(Person person) {
        return "(select id from \"user\" where email = '%s')".formatted(person.email());
    }

    private void execute(String sql) {
        TestDatabase.execute(server.database(), sql);
    }

    private String ask(String sql) {
        return TestDatabase.ask(server.database(), sql).getFirst();
    }
}
