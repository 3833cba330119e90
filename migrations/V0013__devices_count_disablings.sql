-- How often a device was disabled: one that is active again has not been so all the while, and what it had before is over.
alter table devices add column disablings integer not null default 0;
