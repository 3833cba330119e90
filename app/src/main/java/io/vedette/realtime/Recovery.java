package io.vedette.realtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.ops.Checkpoints;
import io.vedette.platform.ops.Ids;
import io.vedette.realtime.engine.CloseCause;
import io.vedette.realtime.engine.Outbound;
import io.vedette.realtime.protocol.Connection;
import io.vedette.realtime.protocol.Opening;
import io.vedette.realtime.recovery.Hold;
import io.vedette.realtime.recovery.Missed;
import io.vedette.realtime.recovery.Pass;
import io.vedette.realtime.recovery.Position;
import io.vedette.realtime.recovery.RecoveryLog;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets devices go on where they were: by the pass that they were given, or from the last offset that they say they have
 * seen. What they missed is read after they are in their rooms, so that nothing falls between that and what comes live.
 */
@Component
final class Recovery {
    static final String IN_ITS_ROOMS = "recovery: in its rooms, before what was missed is read";
    static final String READ = "recovery: what was missed is read, before it is connected";

    private static final int PID_LENGTH = 20;

    private final RecoveryLog log;
    private final Rooms rooms;
    private final Sockets sockets;
    private final Speech speech;
    private final Checkpoints checkpoints;
    private final MeterRegistry meters;

    /** How it went with one who connects. */
    private enum Outcome {
        FRESH,
        RECOVERED,
        REPLAYED,
        LOST;
    }

    Recovery(
            RecoveryLog log,
            Rooms rooms,
            Sockets sockets,
            Speech speech,
            Checkpoints checkpoints,
            MeterRegistry meters) {
        this.log = log;
        this.rooms = rooms;
        this.sockets = sockets;
        this.speech = speech;
        this.checkpoints = checkpoints;
        this.meters = meters;
    }

    /** Before anything is done for it: if its pass is good, the socket that had it is no more. */
    Mono<Void> comeBack(Socket socket, Shown shown) {
        String pid = shown.pid();
        if (!(socket.caller() instanceof Caller.Device device)) {
            return Mono.empty();
        }
        socket.expectsReplay(pid != null || shown.since().isPresent());
        return pid == null
                ? Mono.empty()
                : log.take(device.userId(), pid, device.id(), device.tokenVersion())
                        .doOnNext(taken -> taken.ifPresent(hold -> takeOver(socket, hold)))
                        .then();
    }

    private void takeOver(Socket socket, Hold hold) {
        hold(socket, hold);
        sockets.of(socket.caller()).stream()
                .filter(other -> other != socket && other.has(hold.pass()))
                .forEach(other -> other.end(CloseCause.SUPERSEDED));
    }

    /** Once it is in its rooms: says with what it opens. */
    Mono<Void> prepare(Socket socket, Shown shown) {
        if (!(socket.caller() instanceof Caller.Device device)) {
            return Mono.empty();
        }
        Hold hold = socket.hold();
        checkpoints.reach(IN_ITS_ROOMS);
        return hold == null ? since(socket, device, shown) : byPass(socket, device, shown, hold.pass());
    }

    private Mono<Void> byPass(Socket socket, Caller.Device device, Shown shown, Pass pass) {
        Position latest = shown.latest(pass.position());
        return log.read(device.userId(), latest)
                .flatMap(missed -> missed.isWhole() || latest.equals(pass.position())
                        ? Mono.just(missed)
                        : log.read(device.userId(), pass.position()))
                .flatMap(missed -> missed.isWhole()
                        ? Mono.fromRunnable(() -> open(socket, shown, pass, missed, Outcome.RECOVERED))
                        : replaced(socket, device, shown, missed));
    }

    /** What it missed is no longer there, and so its pass is worth nothing. */
    private Mono<Void> replaced(Socket socket, Caller.Device device, Shown shown, Missed missed) {
        return Mono.justOrEmpty(Optional.ofNullable(socket.hold()))
                .flatMap(hold -> log.end(device.userId(), hold))
                .then(Mono.defer(() -> fresh(socket, device, shown, missed, missed.now(), Outcome.LOST)));
    }

    private Mono<Void> since(Socket socket, Caller.Device device, Shown shown) {
        Position since = shown.since().orElse(null);
        return log.read(device.userId(), since)
                .flatMap(missed -> since != null && missed.isWhole()
                        ? fresh(socket, device, shown, missed, since, Outcome.REPLAYED)
                        : fresh(socket, device, shown, missed, missed.now(), outcome(shown)));
    }

    private static Outcome outcome(Shown shown) {
        return shown.pid() == null && shown.since().isEmpty() ? Outcome.FRESH : Outcome.LOST;
    }

    /** @param from where it goes on if it is cut off before it has all that it missed */
    private Mono<Void> fresh(
            Socket socket, Caller.Device device, Shown shown, Missed missed, Position from, Outcome outcome) {
        Pass pass = new Pass(Ids.text(PID_LENGTH), socket.id(), device.id(), device.tokenVersion(), from);
        return log.issue(device.userId(), pass)
                .doOnNext(hold -> hold(socket, hold))
                .then(Mono.fromRunnable(() -> open(socket, shown, pass, missed, outcome)));
    }

    private void open(Socket socket, Shown shown, Pass pass, Missed missed, Outcome outcome) {
        boolean recovered = outcome == Outcome.RECOVERED || outcome == Outcome.REPLAYED;
        Outbound answer = shown.asks() ? answer(recovered, missed.now()) : null;
        Replay replay = new Replay(socket, rooms, missed.entries(), speech::packet, answer);
        socket.connection()
                .opensWith(new Opening(pass.sid(), pass.pid(), missed.now().number(), replay));
        meters.counter("vedette.recovery.connects", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        checkpoints.reach(READ);
    }

    private Outbound answer(boolean recovered, Position now) {
        return speech.packet(RecoveryEvents.RECOVERY, new Recovered(recovered, now.text()));
    }

    /** Whoever has ended by now, and was asked for its pass before it had it, gives it back here. */
    private void hold(Socket socket, Hold hold) {
        socket.hold(hold);
        Connection connection = socket.connection();
        if (connection.hasEnded()) {
            release(
                    socket,
                    connection.session().ending().filter(CloseCause::isFinal).isPresent());
        }
    }

    /**
     * A socket is no more, and its device may come back; not after it has left by itself, or for good. Later on the loop:
     * who ends sockets may hold locks that are taken after those of the log.
     */
    void release(Socket socket, boolean forGood) {
        Hold hold = socket.hold();
        String account = socket.account();
        if (hold != null && account != null) {
            boolean ends = forGood || socket.connection().hasLeft();
            socket.connection()
                    .loop()
                    .execute(() -> (ends ? log.end(account, hold) : log.rest(account, hold)).subscribe());
        }
    }
}
