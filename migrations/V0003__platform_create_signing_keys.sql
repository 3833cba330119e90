-- The keys that sign tokens, shared by all nodes; the private half is encrypted before it comes here.
create table signing_keys (
    kid text primary key,
    public_jwk jsonb not null,
    private_key bytea not null,
    created_at timestamptz not null,
    signs_from timestamptz not null
);
