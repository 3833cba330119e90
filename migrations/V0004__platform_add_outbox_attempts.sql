-- When the relay may take a row, how often it has, and why it gave up; the default suits a node that doesn't know of it.
alter table outbox
    add column due_at timestamptz not null default now() + interval '5 seconds',
    add column attempts int not null default 0,
    add column parked_because text;

drop index outbox_created_at;

-- The relay: "what is due".
create index outbox_due_at on outbox (due_at) where parked_because is null;
-- The order within a key: "does an older one wait", "what comes after it".
create index outbox_key on outbox (key, id) where parked_because is null;
