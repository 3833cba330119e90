package io.vedette.commands;

import io.vedette.commands.CreationTable.Wanted;
import io.vedette.commands.delivery.Couriers;
import io.vedette.commands.delivery.Parcel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives the couriers what was stored for them, or their places back; once, however the statement and its transaction end. */
final class Handover {
    private final Couriers couriers;
    private final List<Wanted> wanted;
    private final long begunAt;
    private final AtomicBoolean done = new AtomicBoolean();

    /** @param begunAt before the statement, by the ticks */
    Handover(Couriers couriers, List<Wanted> wanted, long begunAt) {
        this.couriers = couriers;
        this.wanted = wanted;
        this.begunAt = begunAt;
    }

    /** @param made in the order of what was wanted */
    void committed(List<Creation> made) {
        if (done.compareAndSet(false, true)) {
            for (int i = 0; i < wanted.size(); i++) {
                handOver(wanted.get(i), made.get(i));
            }
        }
    }

    /** What was to be stored may be stored or not. */
    void unknown() {
        if (done.compareAndSet(false, true)) {
            wanted.stream().filter(Wanted::direct).forEach(each -> couriers.doubt(each.target()));
        }
    }

    private void handOver(Wanted each, Creation creation) {
        Creation.New made = creation.made();
        if (made == null) {
            if (each.direct()) {
                couriers.release(each.target());
            }
        } else if (each.direct()) {
            couriers.made(parcel(made));
        } else {
            couriers.told(each.target());
        }
    }

    private Parcel parcel(Creation.New made) {
        Command command = made.command();
        return new Parcel(
                command.id(),
                command.targetDeviceId(),
                made.number(),
                command.commandType(),
                command.payload(),
                command.sourceDeviceId(),
                command.createdAt(),
                command.expiresAt(),
                command.attempts(),
                begunAt + made.left().minus(Duration.ofMillis(1)).toNanos());
    }
}
