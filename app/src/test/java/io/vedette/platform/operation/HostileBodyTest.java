package io.vedette.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.failure.FailureException;
import io.vedette.platform.json.Fingerprint;
import io.vedette.platform.json.Json;
import io.vedette.testing.Property;
import io.vedette.testing.faults.HostileInput;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent becomes a valid input or a refusal, soon, and nothing else. */
class HostileBodyTest {
    /** 50 ms are promised; this is the bound for a bug, in time of the processor so that a busy machine doesn't count. */
    private static final long LONGEST_NANOS = 250_000_000;

    private static final List<String> FIELDS = List.of(
            "title", "id", "at", "count", "total", "ratio", "flag", "colour", "tags", "inner", "metadata", "any");

    enum Colour {
        YELLOW,
        BLUE
    }

    record Inner(double latitude, @Nullable String title) {}

    record Whole(
            @Size(max = 200) @Nullable String title,
            @Nullable UUID id,
            @Nullable Instant at,
            @Max(100) @Nullable Integer count,
            @Nullable Long total,
            @Nullable Double ratio,
            @Nullable Boolean flag,
            @Nullable Colour colour,
            @Nullable List<@Size(max = 10) String> tags,
            @Nullable Inner inner,
            @Nullable ObjectNode metadata,
            @Nullable JsonNode any) {}

    private final JsonMapper json = Json.jsonMapper();
    private final Decoder decoder = new Decoder(new Values(json, InputRules.inputValidator()));
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void bodies() {
        Property.check(140_000, chance -> inTime(() -> body(HostileInput.json(chance, FIELDS))));
        assertThat(accepted).as("accepted").hasValueGreaterThan(1_000);
        assertThat(refused).as("refused").hasValueGreaterThan(1_000);
    }

    @Test
    void parameters() {
        Property.check(30_000, chance -> inTime(() -> parameters(chance)));
        assertThat(accepted).as("accepted").hasValueGreaterThan(1_000);
        assertThat(refused).as("refused").hasValueGreaterThan(1_000);
    }

    private void body(byte[] sent) {
        JsonNode tree;
        try {
            tree = json.readTree(sent);
        } catch (JacksonException notJson) {
            return;
        }
        Fingerprint.of(tree);
        decode(new Arguments(Map.of(), Map.of(), true, tree));
    }

    private void parameters(RandomGenerator chance) {
        Map<String, List<String>> query = FIELDS.subList(0, 9).stream()
                .filter(_ -> chance.nextInt(4) == 0)
                .collect(Collectors.toMap(name -> name, _ -> values(chance)));
        decode(new Arguments(Map.of(), query, false, null));
    }

    private static List<String> values(RandomGenerator chance) {
        return chance.nextInt(8) == 0 ? List.of(value(chance), value(chance)) : List.of(value(chance));
    }

    private static String value(RandomGenerator chance) {
        List<String> valid = List.of(
                "yellow",
                "17",
                "true",
                "1.5",
                "2026-01-31T12:00:00.000Z",
                "a,b,c",
                "0196c0de-0000-7000-8000-000000000000");
        String value = HostileInput.oneOf(valid, chance);
        return chance.nextBoolean() ? value : HostileInput.mutated(value, chance);
    }

    /** What is accepted can be written down as it was read: it has no value that JSON doesn't know. */
    private void decode(Arguments arguments) {
        try {
            Whole whole = decoder.decode(Whole.class, arguments, new ArrayList<>());
            accepted.incrementAndGet();
            JsonNode written = json.readTree(json.writeValueAsBytes(whole));
            if (whole.metadata() != null) {
                assertThat(Fingerprint.of(written.path("metadata")))
                        .as("%s and %s", whole.metadata(), written)
                        .isEqualTo(Fingerprint.of(whole.metadata()));
            }
        } catch (FailureException asItShould) {
            refused.incrementAndGet();
        }
    }

    private static void inTime(Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
                .isLessThan(LONGEST_NANOS);
    }
}
