-- Facts that were committed and may still have to be announced; a row goes when its fact has been.
create table outbox (
    id bigint generated always as identity primary key,
    kind text not null,
    key text not null,
    payload jsonb not null,
    created_at timestamptz not null default now()
);

-- The relay: "what waits longest, and for how long already".
create index outbox_created_at on outbox (created_at, id);
