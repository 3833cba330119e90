-- Facts that were committed and may still have to be announced; a row goes when its fact has been.
create table outbox (
    id bigint generated always as identity primary key,
    kind text not null,
    key text not null,
    payload jsonb not null,
    created_at timestamptz not null default now(),
    -- When the relay may take it, how often it has, and why it gave up.
    due_at timestamptz not null default now() + interval '5 seconds',
    attempts int not null default 0,
    parked_because text
);

-- The relay: "what is due".
create index outbox_due_at on outbox (due_at) where parked_because is null;
-- The order within a key: "does an older one wait", "what comes after it".
create index outbox_key on outbox (key, id) where parked_because is null;
