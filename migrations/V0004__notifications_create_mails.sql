-- The queue of mails to be sent: a row waits until it is settled. What it says and to whom is locked before it comes
-- here, and is taken out when it is settled.
create table mails (
    id uuid primary key,
    template text not null,
    idempotency_key text not null,
    sealed bytea,
    created_at timestamptz not null,
    -- When it may be taken, and how often it has been. Who takes it moves this to the end of a lease.
    next_at timestamptz not null,
    attempts int not null default 0,
    -- Of those attempts that may have been accepted. The provider knows the key for a day from then on.
    first_attempt_at timestamptz,
    problem text,
    settled_at timestamptz,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
    provider_id text,
    check ((state = 'waiting') = (settled_at is null) and (state = 'waiting') = (sealed is not null))
);

-- The sender: "what is due".
create index mails_next_at on mails (next_at) where settled_at is null;
-- The upkeep: "what was settled a month ago".
create index mails_settled_at on mails (settled_at) where settled_at is not null;

-- One row: when the next mail may go out, whichever node sends it, and until when none may under this account.
create table mail_pace (
    id int primary key check (id = 1),
    next_at timestamptz not null,
    paused_account text not null,
    paused_until timestamptz not null,
    paused_because text not null
);

insert into mail_pace values (1, 'epoch', '', 'epoch', '');
