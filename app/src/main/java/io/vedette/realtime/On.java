package io.vedette.realtime;

import io.vedette.platform.operation.Operation;
import org.jspecify.annotations.Nullable;

/**
 * An event that clients send: the same operation that REST calls.
 *
 * @param answeredAs what the answer's body is called in the acknowledgement; without it, its fields stand there themselves
 */
public record On(
        String name, Operation<?, ?> operation, @Nullable String answeredAs) implements SocketEvent {
    public static On on(String name, Operation<?, ?> operation) {
        return new On(name, operation, null);
    }

    public On answeredAs(String field) {
        return new On(name, operation, field);
    }
}
