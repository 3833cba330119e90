package io.vedette.realtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets as large as they may be, in the shapes that are the most work: all others on the event loop wait for them. */
class LargestPacketsTest {
    private static final int LARGEST = 1_000_000;
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PacketReader reader = new PacketReader(Json.jsonMapper());

    static Stream<String> shapes() {
        return Stream.of(
                "2[\"x\"" + fill(",[]") + "]",
                "2[\"x\"" + fill(",{}") + "]",
                "2[\"x\"" + fill(",1") + "]",
                "2[\"x\"" + fill(",-1.7976931348623157e308") + "]",
                "2[\"x\"" + fill("," + "9".repeat(900)) + "]",
                "2[\"x\"" + fill(",0." + "7".repeat(900)) + "]",
                "2[\"x\"" + fill(",\"\"") + "]",
                "2[\"x\",\"" + fill("\\u00e9") + "\"]",
                "2[\"x\"" + fill("," + "[".repeat(60) + "]".repeat(60)) + "]",
                "2[\"x\",{\"\":0" + fill(",\"a\":0") + "}]",
                "2[\"x\",{\"\":0" + keys("00", "01", "10", "11") + "}]",
                "2[\"x\",{\"\":0" + keys("Aa", "BB", "C#", "AB") + "}]",
                "2[\"x\",{\"\":0" + keys("Ab", "BA", "C ", "@\u0083") + "}]",
                "2[\"x\"" + fill(",{\"_placeholder\":true,\"num\":0}") + "]",
                "2" + fill("9") + "[\"x\"]",
                "5" + fill("9") + "-[\"x\"]",
                "2/" + fill("x"),
                "2" + fill("["),
                "0{\"token\":\"" + fill("x") + "\"}");
    }

    private static String fill(String part) {
        return part.repeat((LARGEST - 50) / part.length());
    }

    /** All of different names, of four pieces that may have one hash: by Java's way, or by that of the parser. */
    private static String keys(String... pieces) {
        return IntStream.range(0, LARGEST / 26)
                .mapToObj(number -> ",\"" + name(number, pieces) + "\":0")
                .collect(Collectors.joining());
    }

    private static String name(int number, String... pieces) {
        return IntStream.range(0, 10)
                .mapToObj(place -> pieces[(number >> (2 * place)) & 3])
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void are_read_in_time(String packet) {
        assertThat(packet.length()).isLessThanOrEqualTo(LARGEST);
        long fastest = IntStream.range(0, 20).mapToLong(_ -> read(packet)).min().orElseThrow();
        assertThat(Duration.ofNanos(fastest)).isLessThanOrEqualTo(LONGEST);
    }

    private long read(String packet) {
        long begun = THREADS.getCurrentThreadCpuTime();
        try {
            PacketReader.packet(reader.head(packet));
        } catch (MalformedPacketException none) {
            // That takes its time too.
        }
        return THREADS.getCurrentThreadCpuTime() - begun;
    }
}
