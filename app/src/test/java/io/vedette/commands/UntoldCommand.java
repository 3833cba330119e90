package io.vedette.commands;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.TestDatabase;

/** A command as another server has made it just now, of which this one was told nothing. */
final class UntoldCommand {
    private UntoldCommand() {}

    static String like(String id, DatabaseUrl database) {
        return TestDatabase.ask(database, """
                        insert into commands (id, user_id, source_device_id, target_device_id, number, command_type,
                          payload, status, attempts, created_at, expires_at)
                        select gen_random_uuid(), user_id, source_device_id, target_device_id,
                          nextval('command_numbers'), command_type, payload, 'queued', 0, created_at, expires_at
                        from commands where id = '%s' returning id
                        """.formatted(id)).getFirst();
    }
}
