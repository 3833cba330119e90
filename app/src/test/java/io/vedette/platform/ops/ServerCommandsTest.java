package io.vedette.platform.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vedette.platform.settings.SettingsError;
import io.vedette.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class ServerCommandsTest {
    record Greet(int port) implements ServerCommand {
        @Override
        public String flag() {
            return "--greet";
        }

        @Override
        public String about() {
            return "says hello";
        }

        @Override
        public Mono<String> run() {
            return Mono.fromSupplier(() -> "Hello, with the port " + (isOpen(port) ? "open" : "closed"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(CommandConfiguration.class)
    @ImportAutoConfiguration({
        NettyReactiveWebServerAutoConfiguration.class,
        HttpHandlerAutoConfiguration.class,
        WebFluxAutoConfiguration.class
    })
    static class Server {
        @Bean
        Greet greet(@Value("${server.port}") int port) {
            return new Greet(port);
        }
    }

    @Test
    void a_flag_runs_its_command_and_ends_without_listening(CapturedOutput output) throws Exception {
        try (var context = started("--greet")) {
            assertThat(context.isActive()).isFalse();
            assertThat(output.getOut()).isEqualTo("Hello, with the port closed\n");
        }
    }

    @Test
    void an_unknown_flag_is_told_which_there_are() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> started("--great"))
                .satisfies(failure -> assertThat(SettingsError.behind(failure))
                        .map(SettingsError::lines)
                        .contains(List.of("--great is no command: should be --greet (says hello)")));
    }

    @Test
    void without_a_flag_the_server_listens(CapturedOutput output) throws Exception {
        try (var context = started("--spring.main.banner-mode=off")) {
            assertThat(context.isActive()).isTrue();
            assertThat(isOpen(context.getBean(Greet.class).port())).isTrue();
            assertThat(output.getOut()).doesNotContain("Hello");
        }
    }

    private static ConfigurableApplicationContext started(String argument) throws Exception {
        var application = new SpringApplication(Server.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        ServerCommands.prepare(application, argument);
        var context = application.run(argument, "--server.port=" + Ports.free());
        ServerCommands.endAfter(context);
        return context;
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
