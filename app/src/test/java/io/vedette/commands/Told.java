package io.vedette.commands;

import io.vedette.commands.Command.Status;
import io.vedette.platform.bus.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The facts about each command in the order in which they were announced; one that is announced again counts once. */
final class Told {
    private final Map<UUID, Map<Long, Status>> facts = new LinkedHashMap<>();

    synchronized void take(Envelope<CommandChanged> envelope) {
        CommandChanged fact = envelope.fact();
        facts.computeIfAbsent(fact.commandId(), _ -> new LinkedHashMap<>()).putIfAbsent(envelope.id(), fact.status());
    }

    synchronized List<Status> of(UUID command) {
        return new ArrayList<>(facts.getOrDefault(command, Map.of()).values());
    }

    synchronized int commands() {
        return facts.size();
    }
}
