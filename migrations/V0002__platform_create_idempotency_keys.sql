-- The first answer to a call with an Idempotency-Key; without a status the call is still running. Text, as jsonb would
-- change the order of what is said again.
create table idempotency_keys (
    caller text not null,
    operation text not null,
    key text not null,
    fingerprint bytea not null,
    status int,
    body text,
    created_at timestamptz not null default now(),
    primary key (caller, operation, key)
);

-- The sweeper: "what is older than a day".
create index idempotency_keys_created_at on idempotency_keys (created_at);
