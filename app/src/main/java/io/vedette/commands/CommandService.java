package io.vedette.commands;

import static io.vedette.commands.CommandProblem.COMMAND_SETTLED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;

import io.vedette.commands.Command.Status;
import io.vedette.commands.SettlingTable.Settled;
import io.vedette.commands.SettlingTable.Settling;
import io.vedette.platform.failure.FieldError;
import io.vedette.platform.operation.Caller;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Made;
import io.vedette.platform.operation.Page;
import io.vedette.platform.operation.PageRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The rules of commands: who may send, read, answer and take back which. */
@Component
final class CommandService {
    private final Sending sending;
    private final CommandTable commands;
    private final Settlement settlement;

    CommandService(Sending sending, CommandTable commands, Settlement settlement) {
        this.sending = sending;
        this.commands = commands;
        this.settlement = settlement;
    }

    Mono<Made<Command>> send(Caller caller, SendCommand wanted) {
        return sending.to(
                        owner(caller),
                        source(caller, wanted.sourceDeviceId()),
                        List.of(wanted.targetDeviceId()),
                        wanted.order())
                .map(all -> new Made.Created<>(all.getFirst().orRefused().command()));
    }

    Mono<SentToMany> sendToMany(Caller caller, SendToMany wanted) {
        List<UUID> targets = wanted.targetDeviceIds().stream().distinct().toList();
        return sending.to(owner(caller), source(caller, wanted.sourceDeviceId()), targets, wanted.order())
                .map(CommandService::sent);
    }

    /** Without a client there is nothing to say of the cameras. */
    private static SentToMany sent(List<Creation> all) {
        if (all.getFirst().source() == null) {
            throw NOT_FOUND.because("There is no such client");
        }
        return new SentToMany(all.stream().map(CommandService::result).toList());
    }

    /** Either of the two devices may read it, and nobody else of the same user's. */
    Mono<Command> find(Caller caller, UUID id) {
        return commands.find(owner(caller), id).switchIfEmpty(notFound(id)).doOnNext(command -> {
            if (caller instanceof Caller.Device device
                    && !device.id().equals(command.targetDeviceId())
                    && !device.id().equals(command.sourceDeviceId())) {
                throw FORBIDDEN.because("Command %s is between other devices", id);
            }
        });
    }

    Mono<Page<Command>> list(Caller.User owner, ListCommands wanted, PageRequest page) {
        return commands.list(owner.id(), wanted, page)
                .collectList()
                .map(read -> Page.of(read, page, command -> Cursor.after(command.createdAt(), command.id())));
    }

    Mono<Command> acknowledge(Caller.Device camera, AckCommand said) {
        return settle(new Settling(
                said.commandId(),
                camera.userId(),
                camera.id(),
                null,
                said.status().status(),
                said.error(),
                said.result()));
    }

    Mono<Command> cancel(Caller caller, UUID id) {
        UUID source = caller instanceof Caller.Device device ? device.id() : null;
        return settle(new Settling(id, owner(caller), null, source, Status.CANCELLED, null, null));
    }

    private Mono<Command> settle(Settling how) {
        return settlement.of(how).switchIfEmpty(notFound(how.commandId())).map(settled -> settledAs(how, settled));
    }

    private static Command settledAs(Settling how, Settled settled) {
        Command command = settled.command();
        if (!isOf(command, how)) {
            throw FORBIDDEN.because("Command %s is between other devices", command.id());
        }
        if (command.status() != how.status()) {
            throw COMMAND_SETTLED.because(
                    "Command %s is %s already", command.id(), command.status().code());
        }
        return command;
    }

    private static boolean isOf(Command command, Settling how) {
        return (how.target() == null || how.target().equals(command.targetDeviceId()))
                && (how.source() == null || how.source().equals(command.sourceDeviceId()));
    }

    private static SentToMany.Result result(Creation creation) {
        return creation.made() == null
                ? new SentToMany.Result(
                        creation.targetDeviceId(), null, creation.refusal().code())
                : new SentToMany.Result(
                        creation.targetDeviceId(), creation.made().command(), null);
    }

    private static String owner(Caller caller) {
        return switch (caller) {
            case Caller.User user -> user.id();
            case Caller.Device device -> device.userId();
            case Caller.Anonymous _, Caller.Operator _, Caller.Monitor _ ->
                throw new IllegalStateException("Nobody of that kind has commands");
        };
    }

    /** A client sends for itself; a person says for which of their clients. */
    private static UUID source(Caller caller, @Nullable UUID named) {
        if (caller instanceof Caller.Device client) {
            if (named != null && !named.equals(client.id())) {
                throw FORBIDDEN.because("A client sends commands of its own only");
            }
            return client.id();
        }
        if (named == null) {
            throw new FieldError("sourceDeviceId", "is required").failure();
        }
        return named;
    }

    private static <T> Mono<T> notFound(UUID id) {
        return Mono.error(() -> NOT_FOUND.because("There is no command %s", id));
    }
}
