-- Where people want to be told what happens. One that was deleted, or whose owner is gone, stays without an owner until its
-- deliveries are removed, few at a time. Its keys are locked before they come here.
create table webhooks (
    id uuid primary key,
    user_id text references "user" (id) on delete set null,
    url text not null,
    events text[] not null,
    description text,
    status text not null check (status in ('active', 'disabled')),
    disabled_reason text,
    keys bytea not null,
    -- A number of the outbox: facts from before have smaller ones.
    stands_since bigint not null,
    created_at timestamptz not null,
    -- When there is something to send; to whom it belongs meanwhile, and until when; how many tries in a row have failed.
    due_at timestamptz,
    lease uuid,
    leased_until timestamptz not null default '-infinity',
    failures int not null default 0,
    check ((disabled_reason is null) = (status = 'active'))
);

-- The list: "one's webhooks, newest first", and whom a fact is for.
create index webhooks_user on webhooks (user_id, created_at desc, id desc);
-- The sender: "for whom is something due"; those that fail stand in a line of their own.
create index webhooks_due on webhooks (due_at) where status = 'active' and user_id is not null and failures < 3;
create index webhooks_due_failing on webhooks (due_at) where status = 'active' and user_id is not null and failures >= 3;
-- What is to be removed.
create index webhooks_gone on webhooks (id) where user_id is null;

-- Rises with every delivery, taken under the lock on the webhook: the order in which they are first tried.
create sequence webhook_delivery_numbers;

create table webhook_deliveries (
    id uuid primary key,
    webhook_id uuid not null references webhooks (id),
    -- The fact that it tells of; none for what a person asked for.
    fact_id bigint,
    number bigint not null,
    event text not null,
    -- As it is sent each time.
    body text not null,
    status text not null check (status in ('pending', 'delivered', 'parked')),
    -- All of them, and those since it was last wanted.
    attempts int not null default 0,
    tries int not null default 0,
    last_status_code int,
    last_error text,
    next_attempt_at timestamptz,
    created_at timestamptz not null,
    settled_at timestamptz,
    unique (webhook_id, fact_id),
    check ((next_attempt_at is not null) = (status = 'pending')),
    check ((settled_at is null) = (status = 'pending'))
);

-- The list: "those of a webhook, newest first".
create index webhook_deliveries_webhook on webhook_deliveries (webhook_id, number desc);
-- A turn: "what was never tried, in order", "what is to be tried again".
create index webhook_deliveries_first on webhook_deliveries (webhook_id, number) where status = 'pending' and attempts = 0;
create index webhook_deliveries_again on webhook_deliveries (webhook_id, next_attempt_at)
    where status = 'pending' and attempts > 0;
-- Retention: "what was settled long ago".
create index webhook_deliveries_settled on webhook_deliveries (settled_at) where status <> 'pending';

-- What waits is mostly one webhook's: without it a few rows are expected, and all are read and sorted for the first.
create statistics webhook_deliveries_waiting (mcv) on webhook_id, status, attempts from webhook_deliveries;

-- When a webhook has something to send next, but not before that time. Called within a statement that has waited for the
-- webhook's row, it sees what was committed meanwhile.
create function webhook_due_at(webhook uuid, earliest timestamptz) returns timestamptz
    language sql volatile
as $$
    select greatest(at, earliest) from (
      select least(
        (select next_attempt_at from webhook_deliveries
         where webhook_id = webhook and status = 'pending' and attempts = 0 order by number limit 1),
        (select next_attempt_at from webhook_deliveries
         where webhook_id = webhook and status = 'pending' and attempts > 0 order by next_attempt_at limit 1)) as at) next
    where at is not null
$$;

-- An id of version 7, for a statement that makes several rows.
create function new_id() returns uuid
    language sql volatile
as $$
    select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
      || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;
