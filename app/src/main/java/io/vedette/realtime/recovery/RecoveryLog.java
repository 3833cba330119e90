package io.vedette.realtime.recovery;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What was told to the devices of each account, in order and for a while, and the passes with which they come back. What is
 * removed for want of room is removed from its old end.
 */
public interface RecoveryLog {
    /** Tells this node each entry of an account after the one before it, whoever appends at the same time. */
    void follow(Consumer<Logged> follower);

    /** At the end, and told to those who follow; once, however often a fact comes with the same event. */
    Mono<Void> append(String account, Entry entry);

    /** @param after null, or a place that may be in any log */
    Mono<Missed> read(String account, @Nullable Position after);

    /** A new one, in use. */
    Mono<Hold> issue(String account, Pass pass);

    /** Takes it out of the hands of whoever has it; empty unless it is this device's, with this token, and still good. */
    Mono<Optional<Hold>> take(String account, String pid, UUID device, int tokenVersion);

    /** Nobody uses it from now on; it is good for as long as entries are kept. */
    Mono<Void> rest(String account, Hold hold);

    /** Nobody comes back with it. */
    Mono<Void> end(String account, Hold hold);

    /** Nobody comes back with any that this device has, in use or not. */
    Mono<Void> endAll(String account, UUID device);
}
