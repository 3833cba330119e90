package io.vedette.devices.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.TestDatabase;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock that heartbeats are measured by is set to another time while devices beat. */
class ClockJumpTest {
    /** A clock that the test may set, in place of PostgreSQL's own. */
    private static DatabaseUrl withSettableClock() {
        DatabaseUrl database = TestDatabase.fresh();
        TestDatabase.execute(database, """
                create schema settable;
                create table settable.clock (ahead interval not null);
                insert into settable.clock values ('0');
                create function settable.statement_timestamp() returns timestamptz stable language sql as
                  'select pg_catalog.statement_timestamp() + (select ahead from settable.clock)';
                """);
        TestDatabase.execute(
                database,
                "alter database %s set search_path = public, settable, pg_catalog".formatted(database.database()));
        return database;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 hour", "-1 hour"})
    void who_beats_stays_and_who_does_not_goes_later_and_surely(String jump) {
        try (Fleet fleet = Fleet.on(withSettableClock(), Map.of("PRESENCE_TIMEOUT", "4s"))) {
            UUID well = fleet.camera();
            UUID dead = fleet.camera();
            Watcher watcher = fleet.watcher(well, dead);
            fleet.beats(well);
            watcher.hears(well, "online", "heartbeat");
            fleet.beats(dead);
            watcher.hears(dead, "online", "heartbeat");
            AtomicBoolean goesOn = new AtomicBoolean(true);
            Thread.ofVirtual().start(() -> {
                while (goesOn.get()) {
                    // Also if one of them meets a busy server.
                    fleet.triesToBeat(well);
                }
            });
            fleet.sql("update settable.clock set ahead = '%s'".formatted(jump));
            Fleet.await("the jump is noticed", () -> fleet.count("vedette.presence.clock.jumps") == 1);
            assertThat(fleet.isOnline(dead)).isTrue();
            watcher.hears(dead, "offline", "heartbeat_timeout");
            assertThat(fleet.isOnline(well)).isTrue();
            assertThat(fleet.rows.read(well, "last_seen_at <= statement_timestamp()"))
                    .isEqualTo("t");
            goesOn.set(false);
            watcher.hears(well, "offline", "heartbeat_timeout");
        }
    }
}
