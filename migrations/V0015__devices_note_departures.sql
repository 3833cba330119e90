-- Since when a device is offline, whichever statement found that out; null while it is online, and of one that never was.
alter table devices add column away_since timestamptz;

create function devices_note_departure() returns trigger
    language plpgsql
as $$
begin
    new.away_since := case when new.online then null else clock_timestamp() end;
    return new;
end
$$;

create trigger devices_departure
    before update of online on devices
    for each row when (old.online is distinct from new.online)
    execute function devices_note_departure();
