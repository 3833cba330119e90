package io.vedette.platform.ops;

import io.vedette.platform.MayWait;
import io.vedette.platform.settings.SettingsError;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What takes the place of the listening server while a command runs. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(ServerCommands.PROPERTY)
class CommandConfiguration {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Bean
    ReactiveWebServerFactory nobodyListens() {
        return handler -> new NotListening();
    }

    @Bean
    @MayWait("for the command to end, as nothing else runs")
    ApplicationRunner command(@Value("${" + ServerCommands.PROPERTY + "}") String flag, List<ServerCommand> commands) {
        return arguments -> System.out.println(named(flag, commands).run().block(LONGEST));
    }

    private static ServerCommand named(String flag, List<ServerCommand> commands) {
        return commands.stream()
                .filter(command -> command.flag().equals(flag))
                .findFirst()
                .orElseThrow(
                        () -> new SettingsError("%s is no command: should be %s".formatted(flag, known(commands))));
    }

    private static String known(List<ServerCommand> commands) {
        return commands.stream()
                .map(command -> "%s (%s)".formatted(command.flag(), command.about()))
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    private static final class NotListening implements WebServer {
        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public int getPort() {
            return -1;
        }
    }
}
