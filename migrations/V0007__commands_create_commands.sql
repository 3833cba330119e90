-- Rises with every command, taken under the lock on the camera: the order in which a camera gets them.
create sequence command_numbers;

-- Devices may go, their commands stay in the lists: no reference to them.
create table commands (
    id uuid primary key,
    user_id text not null references "user" (id) on delete cascade,
    source_device_id uuid not null,
    target_device_id uuid not null,
    number bigint not null,
    command_type text not null,
    payload jsonb not null,
    status text not null check (status in ('queued', 'sent', 'acknowledged', 'rejected', 'expired', 'cancelled')),
    error text,
    result jsonb,
    attempts integer not null,
    created_at timestamptz not null,
    sent_at timestamptz,
    delivered_at timestamptz,
    settled_at timestamptz,
    expires_at timestamptz not null,
    check ((settled_at is null) = (status in ('queued', 'sent')))
);

-- The list: "one's commands, newest first", all or those of a kind or a state.
create index commands_user on commands (user_id, created_at desc, id desc);
create index commands_user_status on commands (user_id, status, created_at desc, id desc);
create index commands_user_type on commands (user_id, command_type, created_at desc, id desc);
-- The same of a device, whichever side it is on.
create index commands_source on commands (source_device_id, created_at desc, id desc);
create index commands_target on commands (target_device_id, created_at desc, id desc);
-- What a camera still has to get or to answer, in order; and what a client still waits for.
create index commands_unsettled on commands (target_device_id, number) where status in ('queued', 'sent');
create index commands_awaited on commands (source_device_id) where status in ('queued', 'sent');
-- Whose time runs out next.
create index commands_expiring on commands (expires_at) where status in ('queued', 'sent');

-- Called within a statement that has waited for a row, these see what was committed meanwhile; the statement itself doesn't.
-- The last fact of a key that waits before this one.
create function outbox_predecessor(wanted text, before bigint, known text[]) returns bigint
    language sql volatile
as $$
    select coalesce(max(id), 0) from outbox
    where key = wanted and id < before and parked_because is null and kind = any(known)
$$;

-- How many commands a camera has still to answer, counted up to a limit, and whether one of them was never pushed.
create function commands_unsettled_of(camera uuid, most integer, out waiting bigint, out untried boolean) returns record
    language sql volatile
as $$
    select
      (select count(*) from (
        select from commands where target_device_id = camera and status in ('queued', 'sent') limit most) unsettled),
      exists (select from commands where target_device_id = camera and status in ('queued', 'sent') and attempts = 0)
$$;
