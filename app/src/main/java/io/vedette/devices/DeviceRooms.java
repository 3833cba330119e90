package io.vedette.devices;

import io.vedette.realtime.Room;
import java.util.UUID;

/** The rooms that devices' sockets are in. */
public final class DeviceRooms {
    private static final String LINKED = "linked:";

    private DeviceRooms() {}

    /** The sockets of all that are linked with this device. */
    public static Room linkedWith(UUID deviceId) {
        return new Room(LINKED + deviceId);
    }

    public static boolean isOfLinked(Room room) {
        return room.name().startsWith(LINKED);
    }
}
