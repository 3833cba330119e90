package io.vedette.streams;

import static io.vedette.platform.data.Columns.value;

import io.vedette.streams.StreamSession.Status;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Who watches sessions besides those who asked for them. */
@Repository
class ViewerTable {
    /**
     * Device, link and session are locked, in that order: who ends one of them or disables the device comes before, and nobody is
     * let in, or after, and finds whom to tell. The session's requester is let in as it is.
     */
    static final String ADMIT = """
            with client as materialized (
              select status from devices where id = :device for key share
            ), link as materialized (
              select l.id from stream_sessions s join device_links l
                on l.camera_device_id = s.camera_device_id and l.client_device_id = :device
              where s.id = :id and s.user_id = :user and exists (select from client where status = 'active')
              for key share of l
            ), session as materialized (
              select s.* from stream_sessions s
              where s.id = :id and s.user_id = :user and (select count(*) from link) >= 0 for share of s
            ), made as (
              insert into stream_viewers (session_id, device_id)
              select id, :device from session
              where status = 'streaming' and requester_device_id <> :device and exists (select from link)
              on conflict do nothing
              returning device_id
            )
            select s.status, s.camera_device_id, s.requester_device_id, exists (select from link) as linked,
              exists (select from made) as came, exists (select from client where status = 'disabled') as disabled
            from session s
            """;

    /**
     * What was found for one who wants to watch.
     *
     * @param disabled it has been since it called
     * @param came whether it was not let in before
     */
    record Admission(Status status, UUID camera, UUID requester, boolean disabled, boolean linked, boolean came) {}

    private final DatabaseClient database;

    ViewerTable(DatabaseClient database) {
        this.database = database;
    }

    /** Empty where this user has no such session. By primary keys. */
    Mono<Admission> admit(String userId, UUID session, UUID device) {
        return database.sql(ADMIT)
                .bind("id", session)
                .bind("user", userId)
                .bind("device", device)
                .map(row -> new Admission(
                        Status.of(value(row, "status", String.class)),
                        value(row, "camera_device_id", UUID.class),
                        value(row, "requester_device_id", UUID.class),
                        value(row, "disabled", Boolean.class),
                        value(row, "linked", Boolean.class),
                        value(row, "came", Boolean.class)))
                .one();
    }
}
