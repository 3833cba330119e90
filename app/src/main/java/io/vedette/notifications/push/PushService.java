package io.vedette.notifications.push;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** A service that reaches devices, of one of the kinds that there are. */
interface PushService extends AutoCloseable {
    /** As metrics and log lines call it. */
    String name();

    /** Whether this token is of its kind. */
    boolean knows(String token);

    /** Never fails: what goes wrong is an answer too. */
    Mono<PushAnswer> send(Message message);

    @Override
    void close();

    /**
     * A message on its way.
     *
     * @param topic what it is about: a later one takes its place with a device that was not reached yet
     * @param life how long it is worth something
     */
    record Message(String token, String topic, Notice notice, Duration life) {
        @Override
        public String toString() {
            return "Message[" + topic + "]";
        }
    }
}
