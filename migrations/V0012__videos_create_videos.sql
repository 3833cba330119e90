-- Videos and pictures of cameras; the objects themselves are in the store. Devices may go, their videos stay in the lists: no
-- reference to them. One that was removed, or whose owner is gone, stays until its object is.
create table videos (
    id uuid primary key,
    user_id text references "user" (id) on delete set null,
    device_id uuid not null,
    event_id uuid references events (id) on delete set null,
    kind text not null check (kind in ('clip', 'thumbnail')),
    bucket text not null,
    object_key text not null unique,
    url text not null,
    -- Ends with a slash, if there is one.
    prefix text not null,
    file_name text not null,
    status text not null check (status in ('pending', 'uploaded', 'removed')),
    -- As it was announced; once it is uploaded, as the store says.
    content_type text,
    size_bytes bigint,
    etag text,
    last_modified timestamptz,
    created_at timestamptz not null,
    uploaded_at timestamptz,
    -- When the store is to be rid of it, and whoever does that comes to look again.
    sweep_at timestamptz,
    check ((status = 'uploaded') = (sweep_at is null)),
    check (status <> 'uploaded' or (uploaded_at is not null and size_bytes is not null))
);

-- The list: "one's videos, newest first", all or those of a kind; the same of a device.
create index videos_user on videos (user_id, uploaded_at desc, id desc) where status = 'uploaded';
create index videos_user_kind on videos (user_id, kind, uploaded_at desc, id desc) where status = 'uploaded';
create index videos_device on videos (device_id, uploaded_at desc, id desc) where status = 'uploaded';
-- "How many has one begun?"
create index videos_pending on videos (user_id) where status = 'pending';
-- "Whose object is to go?", and of those whose owner is gone.
create index videos_sweep on videos (sweep_at) where sweep_at is not null;
create index videos_orphans on videos (id) where user_id is null and status = 'uploaded';
create index videos_event on videos (event_id) where event_id is not null;

-- The list: "what is below a prefix, newest first"; an uploaded video stands here with each of its own that end with a slash.
create table video_prefixes (
    video_id uuid not null references videos (id) on delete cascade,
    user_id text not null,
    prefix text not null,
    uploaded_at timestamptz not null,
    primary key (user_id, prefix, uploaded_at, video_id)
);

create index video_prefixes_video on video_prefixes (video_id);

-- What a user has in the store, in bytes.
create table video_usage (
    user_id text primary key references "user" (id) on delete cascade,
    bytes bigint not null check (bytes >= 0)
);

-- "Which event does this video show?"
create index events_video on events (video_id) where video_id is not null;
