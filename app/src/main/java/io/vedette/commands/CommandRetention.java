package io.vedette.commands;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Retention;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Old commands go. */
@Component
final class CommandRetention extends Retention {
    private final CommandTable commands;

    CommandRetention(CommandTable commands, CommandSettings settings, MeterRegistry meters) {
        super(settings.retention(), "vedette.command.forgotten", meters);
        this.commands = commands;
    }

    @Override
    protected Mono<Long> forget(Duration olderThan, int most) {
        return commands.forget(olderThan, most);
    }
}
