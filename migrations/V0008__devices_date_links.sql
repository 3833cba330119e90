-- A number of the outbox that was taken as the link was made: facts from before it have smaller ones, so that nobody who
-- comes back is told of them. Links that are there already are older than whatever is still told.
alter table device_links add column stands_since bigint not null default 0;
