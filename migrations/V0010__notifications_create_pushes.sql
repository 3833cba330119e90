-- The key that push services know us by; one for all nodes. Its private half is locked before it comes here.
create table vapid_keys (
    id int primary key check (id = 1),
    public_key jsonb not null,
    private_key bytea not null,
    created_at timestamptz not null
);

-- What a device was last to be told about something while it was away. The row outlives the message: it keeps the next
-- from coming too soon. No reference to the device: who is no more has no address.
create table pushes (
    device_id uuid not null,
    topic text not null,
    notice jsonb not null,
    wanted_at timestamptz not null,
    expires_at timestamptz not null,
    -- When it may be taken, and how often it has been. Who takes it moves this to the end of a lease.
    next_at timestamptz not null,
    attempts int not null default 0,
    state text not null check (state in ('waiting', 'sent', 'failed')),
    problem text,
    primary key (device_id, topic)
);

-- The sender: "what is due".
create index pushes_next_at on pushes (next_at) where state = 'waiting';
-- What is cancelled with a camera.
create index pushes_topic on pushes (topic) where state = 'waiting';
-- Retention: "what was wanted long ago".
create index pushes_wanted_at on pushes (wanted_at) where state <> 'waiting';
