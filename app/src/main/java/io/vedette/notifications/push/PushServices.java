package io.vedette.notifications.push;

import io.vedette.platform.remote.Circuit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The services that are set.
 *
 * @param circuits of what they call, by its name
 */
record PushServices(List<PushService> all, Map<String, Circuit> circuits) implements AutoCloseable {
    PushServices {
        all = List.copyOf(all);
        circuits = Map.copyOf(circuits);
    }

    boolean areOn() {
        return !all.isEmpty();
    }

    Optional<PushService> thatKnows(String token) {
        return all.stream().filter(service -> service.knows(token)).findFirst();
    }

    @Override
    public void close() {
        all.forEach(PushService::close);
    }
}
