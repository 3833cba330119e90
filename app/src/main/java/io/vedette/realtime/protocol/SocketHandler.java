package io.vedette.realtime.protocol;

import io.vedette.realtime.engine.CloseCause;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a namespace is there for. Called on the connection's event loop: nothing may block. */
public interface SocketHandler {
    /**
     * Whether this connection may be: until the answer is there nothing is served to it, and what is sent to it waits.
     *
     * @return a {@link ConnectRefusedException} for good, any other error for now
     */
    Mono<Void> admit(Connection connection, JsonNode auth);

    /** It has been told that it is connected and given what it missed, and what waited goes out. */
    default void opened(Connection connection) {}

    /** @param answer where the other side awaits one */
    void event(Connection connection, Said said, @Nullable Consumer<List<?>> answer);

    /** Once for each that was to be admitted, and nothing comes after it. */
    void ended(Connection connection, CloseCause cause);
}
