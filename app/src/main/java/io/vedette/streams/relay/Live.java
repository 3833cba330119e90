package io.vedette.streams.relay;

import io.vedette.streams.StreamSession.Status;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who takes part in a session.
 *
 * @param viewers who watches besides who asked for it
 */
record Live(String userId, Status status, UUID camera, UUID requester, List<UUID> viewers) {
    Live {
        viewers = List.copyOf(viewers);
    }

    boolean goesOn() {
        return status == Status.STREAMING;
    }

    boolean isCamera(UUID device) {
        return device.equals(camera);
    }

    boolean isWatchedBy(UUID device) {
        return device.equals(requester) || viewers.contains(device);
    }

    List<UUID> audience() {
        return Stream.concat(Stream.of(requester), viewers.stream()).toList();
    }
}
