package io.vedette.realtime.engine;

/** How much waits in a session's queue. Pings and the like are few, so only messages count. */
final class OutboxLoad {
    private final int mostMessages;
    private final int mostBytes;
    private int messages;
    private int bytes;

    OutboxLoad(EngineSettings settings) {
        this.mostMessages = settings.outboxMessages();
        this.mostBytes = settings.outboxBytes();
    }

    boolean isNothing() {
        return messages == 0;
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
    }

    void take(Outbound packet) {
        if (packet.counts()) {
            messages--;
            bytes -= packet.bytes();
        }
    }
}
