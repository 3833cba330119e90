package io.vedette.testing.chat;

import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.CLIENT;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.realtime.On.on;
import static io.vedette.realtime.Push.push;

import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Operation;
import io.vedette.realtime.Push;
import io.vedette.realtime.Room;
import io.vedette.realtime.Rooms;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import io.vedette.realtime.SocketProblem;
import io.vedette.realtime.Sockets;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says things back, and to everybody in a room. */
@Component
final class ChatApi implements SocketApi {
    static final Push<SaidInRoom> SAID = push("room:said", SaidInRoom.class, "Somebody said something in a room")
            .toldOnce();

    static final Push<SaidInRoom> FLASHED = push(
                    "room:flash", SaidInRoom.class, "Somebody said something that is worth nothing later")
            .orDropped();

    private final Rooms rooms;
    private final Sockets sockets;
    private final Operation<Echo, Echo> echo;
    private final Operation<JoinRoom, Void> join;
    private final Operation<JoinRoom, Void> leave;
    private final Operation<SayInRoom, Void> say;
    private final Operation<SayInRoom, Void> flash;
    private final Clock clock;

    ChatApi(Rooms rooms, Sockets sockets, Clock clock) {
        this.rooms = rooms;
        this.sockets = sockets;
        this.clock = clock;
        echo = operation("echo", "Say it back")
                .callers(CAMERA, CLIENT)
                .takes(Echo.class)
                .gives(Echo.class)
                .by(call -> Mono.just(call.input()));
        join = operation("joinRoom", "Hear what is said in a room")
                .callers(CAMERA, CLIENT)
                .takes(JoinRoom.class)
                .does()
                .mayFail(SocketProblem.TOO_MANY_ROOMS)
                .by(call -> Mono.fromRunnable(() -> join(call.caller(), call.input())));
        leave = operation("leaveRoom", "Hear no more of a room")
                .callers(CAMERA, CLIENT)
                .takes(JoinRoom.class)
                .does()
                .by(call -> Mono.fromRunnable(() -> leave(call.caller(), call.input())));
        say = operation("sayInRoom", "Say something to everybody in a room")
                .callers(CAMERA, CLIENT)
                .takes(SayInRoom.class)
                .does()
                .by(call -> Mono.fromRunnable(() -> tell(SAID, call.input())));
        flash = operation("flashInRoom", "Say something to those in a room who can take it at once")
                .callers(CAMERA)
                .takes(SayInRoom.class)
                .does()
                .by(call -> Mono.fromRunnable(() -> tell(FLASHED, call.input())));
    }

    private void join(Caller caller, JoinRoom input) {
        sockets.of(caller).forEach(socket -> rooms.join(socket, new Room(input.room())));
    }

    private void leave(Caller caller, JoinRoom input) {
        sockets.of(caller).forEach(socket -> rooms.leave(socket, new Room(input.room())));
    }

    private void tell(Push<SaidInRoom> push, SayInRoom said) {
        rooms.tell(new Room(said.room()), push, new SaidInRoom(said.room(), said.text(), clock.instant()));
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(
                on("echo", echo).answeredAs("echo"),
                on("room:join", join),
                on("room:leave", leave),
                on("room:say", say),
                on("room:flash", flash),
                SAID,
                FLASHED,
                Tidings.TIDING);
    }
}
