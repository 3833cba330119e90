-- Whom MediaMTX has let in as we said so, by its name for the connection: it doesn't know who they are itself.
create table media_guests (
    session_id uuid not null references stream_sessions (id) on delete cascade,
    connection_id uuid not null,
    device_id uuid not null,
    -- Of the token that the device had as its credentials were made.
    token_version integer not null,
    admitted_at timestamptz not null,
    primary key (session_id, connection_id)
);
