package io.vedette.commands;

import static io.vedette.commands.CommandProblem.COMMAND_SETTLED;
import static io.vedette.commands.CommandProblem.NOT_LINKED;
import static io.vedette.commands.CommandProblem.TARGET_DISABLED;
import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.devices.DeviceProblem.QUOTA_EXCEEDED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.CLIENT;
import static io.vedette.platform.operation.CallerKind.USER;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.platform.web.AnswerStyle.PROBLEM;
import static io.vedette.platform.web.Route.delete;
import static io.vedette.platform.web.Route.get;
import static io.vedette.platform.web.Route.post;
import static io.vedette.platform.web.RouteGroup.at;
import static io.vedette.realtime.On.on;

import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Operation;
import io.vedette.platform.operation.Page;
import io.vedette.platform.web.Api;
import io.vedette.platform.web.RouteGroup;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is done with commands, by people, clients and cameras. */
@Component
final class CommandsApi implements Api, SocketApi {
    private final Operation<SendCommand, Made<Command>> send;
    private final Operation<SendToMany, SentToMany> sendToMany;
    private final Operation<ListCommands, Page<Command>> list;
    private final Operation<CommandAt, Command> read;
    private final Operation<AckCommand, Command> acknowledge;
    private final Operation<CommandAt, Command> cancel;

    CommandsApi(CommandService commands) {
        send = operation("sendCommand", "Have a camera do something")
                .callers(USER, CLIENT)
                .takes(SendCommand.class)
                .makes(Command.class)
                .mayFail(NOT_FOUND, FORBIDDEN, NOT_LINKED, DEVICE_DISABLED, TARGET_DISABLED, QUOTA_EXCEEDED)
                .idempotent()
                .by(call -> commands.send(call.caller(), call.input()));
        sendToMany = operation("sendToMany", "Have several cameras do something")
                .callers(USER, CLIENT)
                .takes(SendToMany.class)
                .gives(SentToMany.class)
                .mayFail(NOT_FOUND, FORBIDDEN, DEVICE_DISABLED)
                .idempotent()
                .by(call -> commands.sendToMany(call.caller(), call.input()));
        list = operation("listCommands", "List one's commands, newest first")
                .callers(USER)
                .takes(ListCommands.class)
                .lists(Command.class)
                .by(call -> commands.list(call.user(), call.input(), call.page()));
        read = operation("readCommand", "Read one command")
                .callers(USER, CAMERA, CLIENT)
                .takes(CommandAt.class)
                .gives(Command.class)
                .mayFail(NOT_FOUND, FORBIDDEN, DEVICE_DISABLED)
                .by(call -> commands.find(call.caller(), call.input().commandId()));
        acknowledge = operation("acknowledgeCommand", "Say what became of a command")
                .callers(CAMERA)
                .takes(AckCommand.class)
                .gives(Command.class)
                .mayFail(NOT_FOUND, FORBIDDEN, DEVICE_DISABLED, COMMAND_SETTLED)
                .by(call -> commands.acknowledge(call.device(), call.input()));
        cancel = operation("cancelCommand", "Take a command back")
                .callers(USER, CLIENT)
                .takes(CommandAt.class)
                .gives(Command.class)
                .mayFail(NOT_FOUND, FORBIDDEN, DEVICE_DISABLED, COMMAND_SETTLED)
                .by(call -> commands.cancel(call.caller(), call.input().commandId()));
    }

    @Override
    public RouteGroup routes() {
        return at(
                "/commands",
                PROBLEM,
                post("", send),
                post("/batch", sendToMany),
                get("", list),
                get("/{commandId}", read),
                post("/{commandId}/ack", acknowledge),
                delete("/{commandId}", cancel));
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(
                on("command:send", send).from(CLIENT).answeredAs("command"),
                on("command:ack", acknowledge).answeredAs("command"));
    }
}
