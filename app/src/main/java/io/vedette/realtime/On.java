package io.vedette.realtime;

import io.vedette.platform.operation.CallerKind;
import io.vedette.platform.operation.Operation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event that clients send: the same operation that REST calls.
 *
 * @param callers those who may, of whom the operation is open to
 * @param answeredAs what the answer's body is called in the acknowledgement; without it, its fields stand there themselves
 */
public record On(
        String name,
        Operation<?, ?> operation,
        Set<CallerKind> callers,
        @Nullable String answeredAs) implements SocketEvent {
    public static On on(String name, Operation<?, ?> operation) {
        return new On(name, operation, operation.callers(), null);
    }

    /** The others whom the operation is open to call it by REST only. */
    public On from(CallerKind... some) {
        return new On(name, operation, Set.of(some), answeredAs);
    }

    public On answeredAs(String field) {
        return new On(name, operation, callers, field);
    }
}
