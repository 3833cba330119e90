package io.vedette.platform.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import io.vedette.platform.settings.SettingsBeans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class TracingTest {
    private static final Logger LOG = LoggerFactory.getLogger(TracingTest.class);

    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
                "org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration"
            })
    static class Traced {}

    private record Arrived(String path, String body) {}

    @Test
    void with_an_endpoint_spans_arrive_at_the_collector(CapturedOutput output) throws Exception {
        var arrived = new CompletableFuture<Arrived>();
        HttpServer collector = collector(arrived);
        try (var context = started(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", urlOf(collector)))) {
            observe(context, "opening.the.gate");
        } finally {
            collector.stop(0);
        }

        Arrived spans = arrived.get(30, TimeUnit.SECONDS);
        assertThat(spans.path()).isEqualTo("/v1/traces");
        assertThat(spans.body()).contains("opening.the.gate");
        assertThat(output.getOut().lines().filter(line -> line.contains("the gate is open")))
                .singleElement()
                .asString()
                .contains("traceId=", "spanId=");
    }

    @Test
    void without_one_nothing_of_it_runs(CapturedOutput output) {
        try (var context = started(Map.of())) {
            observe(context, "opening.the.gate");

            assertThat(context.getBeansOfType(OpenTelemetry.class)).isEmpty();
            assertThat(context.getBean(Tracer.class)).isSameAs(Tracer.NOOP);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.contains("BatchSpan") || name.contains("okhttp"));
            assertThat(output.getOut()).doesNotContain(" WARN ", "traceId");
        }
    }

    private static void observe(ConfigurableApplicationContext context, String name) {
        Observation.start(name, context.getBean(ObservationRegistry.class)).observe(() -> LOG.info("the gate is open"));
    }

    private static ConfigurableApplicationContext started(Map<String, String> environment) {
        var application = new SpringApplication(Traced.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        SettingsBeans.prepare(application, environment);
        return application.run();
    }

    private static HttpServer collector(CompletableFuture<Arrived> arrived) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            arrived.complete(
                    new Arrived(exchange.getRequestURI().getPath(), new String(body, StandardCharsets.ISO_8859_1)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String urlOf(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }
}
