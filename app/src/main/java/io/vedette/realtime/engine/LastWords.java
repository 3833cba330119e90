package io.vedette.realtime.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a session that ended between two polls still had to say, for the poll that is on its way. */
final class LastWords {
    private static final int MOST_SESSIONS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Cache<UUID, List<Outbound>> kept = Caffeine.newBuilder()
            .maximumSize(MOST_SESSIONS)
            .expireAfterWrite(PATIENCE)
            .build();

    /** Only of sessions whose end is known to the client, or final: to the others a poll tells that they are gone. */
    void keep(Session session, CloseCause cause) {
        if (cause == CloseCause.CLIENT_CLOSED || cause.isFinal()) {
            kept.put(session.getSessionId(), of(session, cause));
        }
    }

    /**
     * Whether there were any. The close comes by itself, with the poll after: the official client for browsers acts on it
     * before it acts on what the same body brings.
     */
    boolean say(UUID sid, Channel channel) {
        List<Outbound> packets = kept.asMap().remove(sid);
        if (packets == null) {
            return false;
        }
        int rest = packets.size() - 1;
        if (rest > 0) {
            kept.put(sid, packets.subList(rest, packets.size()));
        }
        HttpAnswers.text(channel, Payload.write(channel.alloc(), rest > 0 ? packets.subList(0, rest) : packets));
        return true;
    }

    /** Who closes knows that it is closed, and only wants its poll back. */
    static List<Outbound> of(Session session, CloseCause cause) {
        List<Outbound> packets = new ArrayList<>(session.rest());
        packets.add(cause == CloseCause.CLIENT_CLOSED ? Outbound.NOOP : Outbound.CLOSE);
        return packets;
    }
}
