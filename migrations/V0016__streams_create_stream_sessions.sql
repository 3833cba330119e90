-- Devices and commands may go, the sessions stay in the lists: no reference to them.
create table stream_sessions (
    id uuid primary key,
    user_id text not null references "user" (id) on delete cascade,
    camera_device_id uuid not null,
    requester_device_id uuid not null,
    -- What tells the camera to start.
    command_id uuid not null,
    status text not null check (status in ('requested', 'streaming', 'ended')),
    reason text,
    end_reason text check (end_reason in ('ended_by_requester', 'ended_by_camera', 'rejected', 'timeout',
      'participant_lost', 'unlinked', 'device_removed', 'device_disabled', 'media_failed')),
    end_detail text,
    media_provider text not null,
    requested_at timestamptz not null,
    -- Until when the camera may accept.
    expires_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    check ((ended_at is null) = (status <> 'ended')),
    check ((end_reason is null) = (ended_at is null))
);

create index stream_sessions_user on stream_sessions (user_id);
-- The lists: "a device's sessions, newest first", on either side, all or those in a state.
create index stream_sessions_camera on stream_sessions (camera_device_id, requested_at desc, id desc);
create index stream_sessions_requester on stream_sessions (requester_device_id, requested_at desc, id desc);
create index stream_sessions_camera_status on stream_sessions (camera_device_id, status, requested_at desc, id desc);
create index stream_sessions_requester_status on stream_sessions (requester_device_id, status, requested_at desc, id desc);
-- One is open between two devices at a time.
create unique index stream_sessions_open on stream_sessions (camera_device_id, requester_device_id)
    where status <> 'ended';
create index stream_sessions_open_requester on stream_sessions (requester_device_id) where status <> 'ended';
-- Whose time to be accepted runs out next, and whose command was settled.
create index stream_sessions_expiring on stream_sessions (expires_at) where status = 'requested';
create index stream_sessions_command on stream_sessions (command_id) where status = 'requested';

-- Who watches besides those who asked for it.
create table stream_viewers (
    session_id uuid not null references stream_sessions (id) on delete cascade,
    device_id uuid not null,
    primary key (session_id, device_id)
);

create index stream_viewers_device on stream_viewers (device_id);
