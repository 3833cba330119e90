-- "How many cameras and clients are online?" Its columns change as those of devices_beats do: no update costs more for it.
create index devices_online on devices (role) where online;
