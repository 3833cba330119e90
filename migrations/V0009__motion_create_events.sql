-- Devices may go, their events stay in the lists: no reference to them.
create table events (
    id uuid primary key,
    user_id text not null references "user" (id) on delete cascade,
    device_id uuid not null,
    type text not null,
    status text not null check (status in ('active', 'ended')),
    title text,
    severity text not null check (severity in ('info', 'warning', 'error', 'critical')),
    started_at timestamptz not null,
    ended_at timestamptz,
    video_id uuid,
    video_url text unique,
    metadata jsonb not null,
    created_at timestamptz not null,
    check ((ended_at is null) = (status = 'active')),
    check (ended_at >= started_at)
);

-- A camera has one going on of each type at a time.
create unique index events_active on events (device_id, type) where status = 'active';
-- Which have been going on for too long. Not said as above, or the planner would take it for those of a camera too.
create index events_overdue on events (created_at) where ended_at is null;
-- The list: "one's events, latest first", all or those of a kind; few are active.
create index events_user on events (user_id, started_at desc, id desc);
create index events_user_type on events (user_id, type, started_at desc, id desc);
create index events_user_severity on events (user_id, severity, started_at desc, id desc);
create index events_user_active on events (user_id, started_at desc, id desc) where status = 'active';
-- The same of a device.
create index events_device on events (device_id, started_at desc, id desc);
create index events_device_severity on events (device_id, severity, started_at desc, id desc);

-- The smallest id that can have been made at a time: ids sort by when they were made.
create function first_id_at(at timestamptz) returns uuid
    language sql stable
as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
