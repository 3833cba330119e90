package io.vedette.realtime.engine;

import io.micrometer.core.instrument.Timer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.vedette.platform.ops.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One packet for many sessions. It waits with each at once, so that whatever is sent later comes later; then every event
 * loop is woken once, not once per session.
 */
public final class Broadcast {
    private final Outbound packet;
    private final Timer delivery;
    private final long begun = Ticks.nanos();
    private final Map<EventLoop, Batch> batches = new HashMap<>();

    public Broadcast(Outbound packet, Timer delivery) {
        this.packet = packet;
        this.delivery = delivery;
    }

    private record Batch(List<Session> sessions, List<Channel> channels) {
        Batch() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    public void to(Session session) {
        Channel channel = session.enqueue(packet);
        if (channel != null) {
            Batch batch = batches.computeIfAbsent(channel.eventLoop(), _ -> new Batch());
            batch.sessions().add(session);
            batch.channels().add(channel);
        }
    }

    public void send() {
        batches.forEach((loop, batch) -> {
            if (loop.inEventLoop()) {
                write(batch);
            } else {
                loop.execute(() -> write(batch));
            }
        });
    }

    private void write(Batch batch) {
        for (int i = 0; i < batch.sessions().size(); i++) {
            batch.sessions().get(i).signal(batch.channels().get(i));
        }
        delivery.record(Ticks.nanos() - begun, TimeUnit.NANOSECONDS);
    }
}
