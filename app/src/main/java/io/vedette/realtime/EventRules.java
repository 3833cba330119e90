package io.vedette.realtime;

import io.vedette.platform.operation.Nothing;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Verb;
import io.vedette.realtime.protocol.ReservedNames;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How events may be declared. What breaks a rule stops the start: nobody would notice it before a client does. */
final class EventRules {
    private static final String OK = "ok";

    private final Map<String, SocketApi> owners = new HashMap<>();
    private final List<SocketEvent> kept = new ArrayList<>();

    private EventRules() {}

    static List<SocketEvent> checked(List<SocketApi> apis) {
        EventRules rules = new EventRules();
        apis.forEach(api -> api.socketEvents().forEach(event -> rules.keep(api, event)));
        return List.copyOf(rules.kept);
    }

    private void keep(SocketApi api, SocketEvent event) {
        refuseIf(ReservedNames.include(event.name()), event, "is a name that Socket.IO keeps for itself");
        SocketApi owner = owners.getOrDefault(event.name(), api);
        refuseIf(!owner.equals(api), event, "is declared by %s and by %s".formatted(nameOf(owner), nameOf(api)));
        refuseIf(isThere(event), event, "is declared twice by " + nameOf(api));
        if (event instanceof On on) {
            check(on, on.operation());
        }
        owners.put(event.name(), api);
        kept.add(event);
    }

    /** Both ways is once each way. */
    private boolean isThere(SocketEvent event) {
        return kept.stream()
                .anyMatch(other -> other.name().equals(event.name()) && other.getClass() == event.getClass());
    }

    private static void check(On on, Operation<?, ?> operation) {
        refuseIf(
                operation.isOpenToAnyone(),
                on,
                "runs %s, which is open to anyone; but only proven callers have sockets".formatted(operation.id()));
        refuseIf(
                on.answeredAs() == null && !answersWithFields(operation),
                on,
                "runs %s, whose answer is not always an object: it must be answeredAs something"
                        .formatted(operation.id()));
        refuseIf(saysOk(on, operation), on, "has an answer of its own that is called ok, as the whole's success is");
    }

    private static boolean answersWithFields(Operation<?, ?> operation) {
        Class<?> answer = operation.output();
        boolean fields = answer.isRecord() || answer == Nothing.class || answer == ObjectNode.class;
        return operation.verb() == Verb.LISTS || (fields && !operation.nullable());
    }

    private static boolean saysOk(On on, Operation<?, ?> operation) {
        String name = on.answeredAs();
        Class<?> answer = operation.output();
        return name == null ? answer.isRecord() && hasOk(answer.getRecordComponents()) : name.equals(OK);
    }

    private static boolean hasOk(RecordComponent[] parts) {
        return Arrays.stream(parts).anyMatch(part -> part.getName().equals(OK));
    }

    private static String nameOf(SocketApi api) {
        return api.getClass().getSimpleName();
    }

    private static void refuseIf(boolean broken, SocketEvent event, String rule) {
        if (broken) {
            throw new IllegalStateException("Event %s %s".formatted(event.name(), rule));
        }
    }
}
