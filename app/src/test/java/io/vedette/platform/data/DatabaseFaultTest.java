package io.vedette.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Alone;
import io.vedette.testing.TcpProxy;
import io.vedette.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database pauses, dies, comes back, or the network to it swallows everything. */
@Alone
class DatabaseFaultTest {
    private static final OwnPostgres POSTGRES = new OwnPostgres("fault-database");

    private final TcpProxy network = TcpProxy.to("127.0.0.1", POSTGRES.url().port());
    private final Clients clients = new Clients(POSTGRES.url().withPort(network.port()));

    @BeforeEach
    void warm() {
        TestDatabase.execute(
                POSTGRES.url(),
                "drop table if exists acknowledged; create table acknowledged (number int primary key)");
        clients.allAreAnswered();
    }

    @AfterEach
    void nothing_that_was_answered_is_lost() {
        // A test that failed may have left it paused.
        POSTGRES.resume();
        clients.close();
        network.close();
        List<String> stored = TestDatabase.ask(POSTGRES.url(), "select number from acknowledged");
        assertThat(stored)
                .containsAll(clients.answered.stream().map(String::valueOf).toList());
    }

    @AfterAll
    static void end() {
        POSTGRES.close();
    }

    @Test
    void a_paused_database_is_told_at_once_and_forgotten_once_it_goes_on() {
        POSTGRES.pause();
        clients.allAreRefusedSoon("paused");
        clients.allAreRefusedSoon("still paused");
        POSTGRES.resume();
        clients.allHeals("resumed");
        assertThat(sessions()).isLessThanOrEqualTo(Clients.POOL);
    }

    @Test
    void a_killed_database_is_told_at_once_and_forgotten_once_it_is_back() {
        POSTGRES.kill();
        clients.allAreRefusedSoon("killed");
        clients.allAreRefusedSoon("still dead");
        POSTGRES.startAgain();
        network.retarget(POSTGRES.url().port());
        clients.allHeals("started again");
    }

    @Test
    void a_network_that_swallows_everything_is_told_at_once_and_forgotten_once_it_heals() {
        network.blackhole();
        clients.allAreRefusedSoon("black hole");
        clients.allAreRefusedSoon("still a black hole");
        network.heal();
        clients.allHeals("healed");
    }

    @Test
    void connections_that_are_reset_are_replaced() {
        network.cut();
        clients.allHeals("cut");
    }

    @Test
    void connections_whose_server_end_closed_are_replaced() {
        network.halfClose();
        clients.allHeals("half closed");
    }

    private static int sessions() {
        String count =
                "select count(*) from pg_stat_activity where application_name = 'vedette' and pid <> pg_backend_pid()";
        return Integer.parseInt(TestDatabase.ask(POSTGRES.url(), count).getFirst());
    }
}
