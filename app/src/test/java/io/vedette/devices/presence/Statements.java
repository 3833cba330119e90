package io.vedette.devices.presence;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.TestDatabase;

/** Counts the statements that change devices, as the database sees them. */
final class Statements {
    private final DatabaseUrl database;

    private Statements(DatabaseUrl database) {
        this.database = database;
    }

    static Statements on(DatabaseUrl database) {
        TestDatabase.execute(database, """
                create sequence statements_seen minvalue 0 start 0;
                select nextval('statements_seen');
                create function see_statement() returns trigger language plpgsql as
                  'begin if exists (select from changed) then perform nextval(''statements_seen''); end if; return null; end';
                create trigger see_statement after update on devices referencing new table as changed
                  for each statement execute function see_statement()
                """);
        return new Statements(database);
    }

    int count() {
        return Integer.parseInt(TestDatabase.ask(database, "select last_value from statements_seen")
                .getFirst());
    }
}
