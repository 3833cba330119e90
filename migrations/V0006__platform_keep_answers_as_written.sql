-- jsonb puts fields in an order of its own; who asks again is to hear the first answer as it was.
alter table idempotency_keys alter column body type text using body::text;
