package io.vedette.realtime;

import io.vedette.platform.operation.CallerKind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All that sockets can do and be told, by all features together. */
@Component
final class SocketEvents {
    private final List<SocketEvent> all;
    private final Map<String, On> received;
    private final Set<CallerKind> callers = EnumSet.noneOf(CallerKind.class);

    SocketEvents(List<SocketApi> apis) {
        all = EventRules.checked(apis);
        received = all.stream()
                .filter(On.class::isInstance)
                .map(On.class::cast)
                .collect(Collectors.toMap(On::name, Function.identity()));
        received.values().forEach(on -> callers.addAll(on.callers()));
    }

    List<SocketEvent> all() {
        return all;
    }

    Collection<On> received() {
        return received.values();
    }

    Stream<Push<?>> told() {
        return all.stream().filter(Push.class::isInstance).map(Push.class::cast);
    }

    Optional<On> received(String name) {
        return Optional.ofNullable(received.get(name));
    }

    /** Whoever could do something here may connect; a kind of caller that nothing is open to has no business. */
    boolean areFor(CallerKind kind) {
        return kind != CallerKind.ANYONE && callers.contains(kind);
    }
}
