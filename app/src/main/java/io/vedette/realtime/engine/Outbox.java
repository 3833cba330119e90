package io.vedette.realtime.engine;

import com.corundumstudio.socketio.protocol.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What waits for one session, by count and by bytes. Pings and the like are few, so only messages count. */
final class Outbox {
    private final Queue<Packet> queue;
    private final int mostMessages;
    private final int mostBytes;
    private int messages;
    private int bytes;
    private @Nullable Supply supply;

    /** @param queue the library's; it hands it on when the transport changes, so it is the same for good */
    Outbox(Queue<Packet> queue, Measures settings) {
        this.queue = queue;
        this.mostMessages = settings.outboxMessages();
        this.mostBytes = settings.outboxBytes();
    }

    boolean holdsNothing() {
        return messages == 0 && supply == null;
    }

    boolean hasRoomFor(Outbound packet) {
        return !packet.counts() || (messages < mostMessages && bytes + packet.bytes() <= mostBytes);
    }

    void add(Outbound packet, EngineMeters meters) {
        if (packet.counts()) {
            messages++;
            bytes += packet.bytes();
            meters.waiting(messages, bytes);
        }
        queue.add(packet);
    }

    /** What has waited for too long is left out. */
    @Nullable
    Outbound take(EngineMeters meters) {
        Outbound packet = poll();
        while (packet != null && packet.isPast()) {
            meters.dropped();
            packet = poll();
        }
        return packet;
    }

    private @Nullable Outbound poll() {
        Outbound packet = (Outbound) queue.poll();
        if (packet == null) {
            return supplied();
        }
        if (packet.counts()) {
            messages--;
            bytes -= packet.bytes();
        }
        supply = packet.follower() == null ? supply : packet.follower();
        return packet;
    }

    private @Nullable Outbound supplied() {
        Supply from = supply;
        if (from == null) {
            return null;
        }
        if (from.packets().hasNext()) {
            return from.packets().next();
        }
        supply = null;
        from.afterwards().run();
        return null;
    }

    List<Outbound> all() {
        List<Outbound> all = new ArrayList<>();
        for (Packet packet : queue) {
            if (!((Outbound) packet).isPast()) {
                all.add((Outbound) packet);
            }
        }
        return all;
    }
}
