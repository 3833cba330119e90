package io.vedette.devices.presence;

import io.vedette.devices.PresenceReason;
import io.vedette.platform.ops.Ticks;
import io.vedette.realtime.Socket;
import io.vedette.realtime.engine.CloseCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device that has sockets on this node, or had until a moment ago, and what its row is known to say of that. */
final class Attendee {
    /** What is to be written, as it was when it was looked at. */
    record Due(Attendee whom, boolean gone, int tokenVersion, long heardAt, PresenceReason reason, int doubts) {
        UUID deviceId() {
            return whom.deviceId;
        }
    }

    private enum Row {
        /** Says that the device is here. */
        STORED,
        /** Says so or not. */
        OPEN,
        /** Doesn't let it be here: its sockets are about to be ended. */
        REFUSED
    }

    private final UUID deviceId;
    private List<Socket> sockets = List.of();
    private Row row = Row.OPEN;
    private int doubts;
    private int tokenVersion;
    private long heardAt;
    private long writtenAt;
    private long leavesAt;
    private PresenceReason reason = PresenceReason.CLIENT_CLOSED;

    Attendee(UUID deviceId) {
        this.deviceId = deviceId;
        this.heardAt = Ticks.nanos();
        this.writtenAt = heardAt;
    }

    synchronized void came(Socket socket, int version) {
        List<Socket> more = new ArrayList<>(sockets);
        more.add(socket);
        sockets = List.copyOf(more);
        heardAt = Math.max(heardAt, socket.heardAt());
        if (row != Row.STORED || version > tokenVersion) {
            doubt();
        }
        tokenVersion = Math.max(tokenVersion, version);
    }

    synchronized void left(Socket socket, CloseCause cause, Duration grace) {
        List<Socket> fewer = sockets.stream().filter(other -> other != socket).toList();
        if (fewer.size() == sockets.size()) {
            return;
        }
        sockets = fewer;
        heardAt = Math.max(heardAt, socket.heardAt());
        reason = PresenceReason.of(cause);
        leavesAt = Ticks.nanos() + (cause.isFinal() ? 0 : grace.toNanos());
        if (cause.isFinal()) {
            // What ended it has changed the row too.
            doubt();
        }
    }

    /** The row may have changed, or may not be written to as it was: what is under way counts for nothing. */
    synchronized void doubt() {
        row = Row.OPEN;
        doubts++;
    }

    /** @param all also what can wait for a while */
    synchronized @Nullable Due due(long now, boolean all) {
        sockets.forEach(socket -> heardAt = Math.max(heardAt, socket.heardAt()));
        boolean gone = sockets.isEmpty() && leavesAt - now <= 0;
        if (gone) {
            row = Row.OPEN;
        }
        boolean canWait = row == Row.REFUSED || (row == Row.STORED && heardAt - writtenAt > 0);
        return gone || row == Row.OPEN || (all && canWait)
                ? new Due(this, gone, tokenVersion, heardAt, reason, doubts)
                : null;
    }

    /** When it has been away for long enough, if it stays away; null while it is here. */
    synchronized @Nullable Long leavesAt() {
        return sockets.isEmpty() ? leavesAt : null;
    }

    /** @param found whether there is such a device that may be here */
    synchronized void written(Due due, boolean found) {
        writtenAt = due.heardAt();
        if (due.doubts() == doubts) {
            row = found ? Row.STORED : Row.REFUSED;
        }
    }

    /** Once it has been taken off its row, unless it has come back meanwhile. */
    synchronized boolean isGone(Due due) {
        return sockets.isEmpty() && doubts == due.doubts();
    }
}
