package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerFactoryCustomizer;
import org.springframework.boot.reactor.netty.autoconfigure.NettyServerProperties;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;
import org.springframework.http.server.reactive.HttpHandler;
import reactor.core.publisher.Mono;

/** Spring Boot believes everybody's forwarding headers where it finds a platform that usually has a proxy. */
class PlatformsTest {
    private static final HttpHandler SAYS_WHO_CALLS =
            (request, response) -> response.writeWith(Mono.fromSupplier(() -> response.bufferFactory()
                    .wrap(Objects.requireNonNull(request.getRemoteAddress())
                            .getAddress()
                            .getHostAddress()
                            .getBytes(StandardCharsets.UTF_8))));

    @Test
    void nobody_is_believed_because_of_the_platform() throws Exception {
        NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory(0);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new ResourcePropertySource("classpath:application.properties"));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("platform", Map.of("spring.main.cloud-platform", "kubernetes")));
        ServerProperties server = Binder.get(environment).bindOrCreate("server", ServerProperties.class);
        new NettyReactiveWebServerFactoryCustomizer(environment, server, new NettyServerProperties())
                .customize(factory);
        assertThat(addressSeenBy(factory)).isEqualTo("127.0.0.1");
    }

    private static String addressSeenBy(NettyReactiveWebServerFactory factory)
            throws IOException, InterruptedException {
        WebServer server = factory.getWebServer(SAYS_WHO_CALLS);
        server.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort()))
                    .header("X-Forwarded-For", "6.6.6.6")
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } finally {
            server.stop();
        }
    }
}
