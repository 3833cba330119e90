-- What presence changes is rewritten often, in place: there is room for it on the page, and no index on it but the last.
create table devices (
    id uuid primary key,
    user_id text not null references "user" (id) on delete cascade,
    name text not null,
    role text not null check (role in ('camera', 'client')),
    status text not null check (status in ('active', 'disabled')),
    platform text,
    app_version text,
    push_token bytea,
    metadata jsonb not null,
    token_version integer not null,
    -- The nodes that hold its sockets, and until when its last heartbeat by REST counts.
    nodes uuid[] not null default '{}',
    beats_until timestamptz,
    online boolean not null default false,
    last_seen_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
) with (fillfactor = 80);

-- The list: "one's devices, newest first".
create index devices_user on devices (user_id, created_at desc, id desc);
-- Whose heartbeats have run out.
create index devices_beats on devices (beats_until) where online and beats_until is not null;

create table device_links (
    id uuid primary key,
    user_id text not null references "user" (id) on delete cascade,
    camera_device_id uuid not null references devices (id) on delete cascade,
    client_device_id uuid not null references devices (id) on delete cascade,
    created_at timestamptz not null,
    unique (camera_device_id, client_device_id)
);

-- The lists: "one's links, newest first", all or those of a device.
create index device_links_user on device_links (user_id, created_at desc, id desc);
create index device_links_camera on device_links (camera_device_id, created_at desc, id desc);
create index device_links_client on device_links (client_device_id, created_at desc, id desc);

-- The running nodes. One whose count stands still is gone, whatever its clock or ours says.
create table nodes (
    id uuid primary key,
    beats bigint not null default 0,
    left_because text
);
