package io.vedette.commands;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import io.vedette.platform.outbox.FactRows;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command was sent or settled; all about one command is announced in order. */
@Kind("command.changed")
public record CommandChanged(
        UUID commandId,
        String userId,
        UUID sourceDeviceId,
        UUID targetDeviceId,
        String commandType,
        Command.Status status,
        @Nullable String error,
        @Nullable JsonNode result,
        Instant at)
        implements Fact {

    /** For a query over rows of commands c that have just changed: the columns that a fact's row is made of. */
    public static final String FACT = """
            'command:' || c.id as fact_key,
            jsonb_build_object('commandId', c.id, 'userId', c.user_id, 'sourceDeviceId', c.source_device_id,
              'targetDeviceId', c.target_device_id, 'commandType', c.command_type, 'status', c.status,
              'error', c.error, 'result', c.result,
              'at', %s) as fact
            """.formatted(FactRows.time("coalesce(c.settled_at, c.sent_at)"));

    @Override
    public String key() {
        return "command:" + commandId;
    }

    public boolean isSettled() {
        return status != Command.Status.SENT;
    }
}
