package io.vedette.commands;

import io.vedette.testing.DeviceRows;
import java.util.List;
import java.util.UUID;

/**
 * A million commands of thirty days: three in ten are of one user, and one in ten is between one camera and one client of
 * theirs. The newest hundredth is not settled.
 */
final class Million {
    static final int OF_CAMERA = 100_000;
    static final int UNSETTLED_OF_USER = 3_000;
    static final UUID USUAL_CAMERA = DeviceRows.numbered(3);
    static final UUID USUAL_CLIENT = DeviceRows.client(3);
    static final int UNSETTLED_OF_USUAL_CAMERA = 20;

    private Million() {}

    static void commands(Node node) {
        node.rows.cameras(1);
        node.rows.clients(1);
        node.rows.link(1, "number");
        node.sql("""
                insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
                select 'user' || number, 'one', 'user' || number || '@example.test', true, now(), now()
                from generate_series(0, 999) number
                """);
        List<String> indexes = node.ask(
                "select indexdef from pg_indexes where tablename = 'commands' and indexname <> 'commands_pkey'");
        node.ask("select indexname from pg_indexes where tablename = 'commands' and indexname <> 'commands_pkey'")
                .forEach(name -> node.sql("drop index " + name));
        node.sql("alter table commands drop constraint commands_user_id_fkey");
        node.sql("""
                insert into commands (id, user_id, source_device_id, target_device_id, number, command_type, payload, status,
                  attempts, created_at, settled_at, expires_at)
                select %s, case when i %% 10 < 3 then '%s' else 'user' || i %% 1000 end,
                  case when i %% 10 = 0 then '%s'::uuid else ('00000000-0000-7000-9000-' || lpad((i %% 500 + 2)::text, 12, '0'))::uuid end,
                  case when i %% 10 = 0 then '%s'::uuid else ('00000000-0000-7000-8000-' || lpad((i %% 500 + 2)::text, 12, '0'))::uuid end,
                  i, case when i %% 5000 = 40 then 'reboot' else 'blink' end, '{}', status, 1, at,
                  case when status in ('queued', 'sent') then null else at end, at + interval '2 days'
                from (select i, date_trunc('milliseconds', now()) - (1000000 - i) * interval '2592 milliseconds' as at,
                  case when i > 990000 then case when i %% 3 = 0 then 'queued' else 'sent' end
                    when i %% 5000 = 30 then 'expired' when i %% 50 = 1 then 'rejected' else 'acknowledged' end as status
                  from generate_series(1, 1000000) i) made
                """.formatted(
                        "(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000' || lpad(i::text, 12, '0'))::uuid",
                        DeviceRows.OWNER,
                        DeviceRows.client(1),
                        DeviceRows.numbered(1)));
        indexes.forEach(node::sql);
        node.sql("vacuum analyze commands");
    }
}
