package io.vedette.platform.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.settings.SettingsBeans;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class LogsTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogsTest.class);

    @AfterAll
    static void the_log_is_readable_again() {
        start("text");
    }

    @Test
    void a_text_line_says_whose_request_it_serves_on_every_thread(CapturedOutput output) {
        start("text");

        aChainThatHops();
        LOG.info("outside of the chain");

        assertThat(lineWith(output, "before the hop")).contains("[requestId=r-1]");
        assertThat(lineWith(output, "after the hop")).contains("requestId=r-1", "userId=u-1", "deviceId=d-1");
        assertThat(lineWith(output, "outside of the chain")).doesNotContain("[", "r-1");
    }

    @Test
    void json_is_one_object_a_line(CapturedOutput output) {
        start("json");

        aChainThatHops();
        LOG.warn("two\nlines", new IllegalStateException("broken"));

        assertThat(output.getOut().lines().filter(line -> !line.isBlank()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(json(line).properties()).isNotEmpty());
        JsonNode hopped = json(lineWith(output, "after the hop"));
        assertThat(hopped.propertyNames())
                .containsExactlyInAnyOrder(
                        "time", "level", "logger", "message", "thread", "requestId", "userId", "deviceId");
        assertThat(hopped.get("requestId").stringValue()).isEqualTo("r-1");
        assertThat(hopped.get("thread").stringValue()).startsWith("parallel");
        JsonNode broken = json(lineWith(output, "two\\nlines"));
        assertThat(broken.get("level").stringValue()).isEqualTo("WARN");
        assertThat(broken.get("stackTrace").stringValue()).contains("IllegalStateException: broken", "\n\tat ");
    }

    private static void aChainThatHops() {
        Mono<String> chain = Mono.just("x")
                .doOnNext(x -> LOG.info("before the hop"))
                .flatMap(x -> Mono.delay(Duration.ofMillis(1))
                        .publishOn(Schedulers.parallel())
                        .doOnNext(tick -> LOG.info("after the hop"))
                        .thenReturn(x)
                        .contextWrite(LogContext.device("d-1"))
                        .contextWrite(LogContext.user("u-1")))
                .contextWrite(LogContext.request("r-1"));
        StepVerifier.create(chain).expectNext("x").expectComplete().verify(Duration.ofSeconds(10));
    }

    private static void start(String format) {
        // Spring Boot keeps the format of a JVM's first server in there, and takes no other while one runs.
        System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
        LoggingSystem.get(LogsTest.class.getClassLoader()).cleanUp();
        var application = new SpringApplication(ReactorAutoConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        SettingsBeans.prepare(application, Map.of("LOG_FORMAT", format));
        application.run().close();
    }

    private static String lineWith(CapturedOutput output, String text) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line says " + text));
    }

    private static JsonNode json(String line) {
        return JsonMapper.shared().readTree(line);
    }
}
