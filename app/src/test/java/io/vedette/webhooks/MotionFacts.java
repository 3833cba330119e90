package io.vedette.webhooks;

import io.vedette.platform.data.DatabaseUrl;
import io.vedette.testing.TestDatabase;
import java.util.List;

/** Facts of motion that were committed and nobody has announced, as a node leaves them that dies. */
record MotionFacts(DatabaseUrl database) {
    /** Of each camera in turn, motion that begins and ends: the numbers of the events say in which order. */
    void add(List<String> users, int cameras, int from, int events) {
        for (String user : users) {
            TestDatabase.execute(database, """
                    insert into outbox (kind, key, payload, due_at)
                    select case when part = 0 then 'motion.started' else 'motion.ended' end, 'motion:' || camera,
                      jsonb_build_object('eventId', '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'),
                        'userId', '%s', 'cameraDeviceId', camera, 'cameraName', 'Porch', 'severity', 'info',
                        'startedAt', '2026-03-30T12:00:00.000Z', 'endedAt', '2026-03-30T12:00:01.000Z',
                        'metadata', '{}'::jsonb),
                      now()
                    from generate_series(%d, %d) n cross join generate_series(0, 1) part
                    cross join lateral (select md5('%s' || n %% %d)::uuid as camera) c order by n, part
                    """.formatted(user, from, from + events - 1, user, cameras));
        }
    }

    /** What the dead had taken belongs to nobody any more. */
    void leasesEnd() {
        TestDatabase.execute(database, """
                update webhooks set leased_until = '-infinity';
                update outbox set due_at = now() where parked_because is null
                """);
    }
}
