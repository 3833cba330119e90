package io.vedette.commands.delivery;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What a camera is told of a command; it knows by the id what it has had already. */
record CommandReceived(
        UUID commandId,
        String commandType,
        ObjectNode payload,
        UUID sourceDeviceId,
        Instant createdAt,
        Instant expiresAt,
        int attempt) {

    static CommandReceived of(Parcel parcel) {
        return new CommandReceived(
                parcel.commandId(),
                parcel.commandType(),
                parcel.payload(),
                parcel.sourceDeviceId(),
                parcel.createdAt(),
                parcel.expiresAt(),
                parcel.attempt());
    }
}
