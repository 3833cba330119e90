-- The tables of Better Auth, which may be there already with people in them: then they stay as they are.
do $$
declare
    wrong text;
begin
    select string_agg(format('"%s"."%s" is %s', table_name, column_name, data_type), ', ' order by table_name, column_name)
    into wrong
    from information_schema.columns
    where table_schema = current_schema()
      and table_name in ('user', 'session', 'account', 'verification')
      and (column_name in ('id', 'userId') and data_type not in ('text', 'character varying')
           or column_name in ('expiresAt', 'createdAt', 'updatedAt') and data_type <> 'timestamp with time zone');
    if wrong is not null then
        raise exception 'The Better Auth tables must have text ids and timestamps with time zone, but %', wrong;
    end if;
end $$;

create table if not exists "user" (
    id text primary key,
    name text not null,
    email text not null unique,
    "emailVerified" boolean not null,
    image text,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null default now()
);

create table if not exists session (
    id text primary key,
    "expiresAt" timestamptz not null,
    token text not null unique,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null,
    "ipAddress" text,
    "userAgent" text,
    "userId" text not null references "user" (id) on delete cascade
);

create table if not exists account (
    id text primary key,
    "accountId" text not null,
    "providerId" text not null,
    "userId" text not null references "user" (id) on delete cascade,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    scope text,
    password text,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null
);

create table if not exists verification (
    id text primary key,
    identifier text not null,
    value text not null,
    "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null default now()
);

-- Named as Better Auth names them, so that its own migration finds them.
create index if not exists "session_userId_idx" on session ("userId");
create index if not exists "account_userId_idx" on account ("userId");
create index if not exists verification_identifier_idx on verification (identifier);

-- What has run out is swept away.
create index if not exists session_expires_idx on session ("expiresAt");
create index if not exists verification_expires_idx on verification ("expiresAt");
