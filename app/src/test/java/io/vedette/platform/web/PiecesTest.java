package io.vedette.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import io.vedette.platform.json.Json;
import io.vedette.platform.operation.Cursor;
import io.vedette.platform.operation.Many;
import io.vedette.platform.operation.Page;
import io.vedette.testing.Property;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PiecesTest {
    private static final int CASES = 200;
    private static final JsonMapper JSON = Json.jsonMapper();

    private record Line(int number, @Nullable String text) {}

    @Test
    void are_together_what_the_mapper_writes() {
        Property.check(CASES, random -> {
            List<Line> lines = IntStream.range(0, random.nextInt(300))
                    .mapToObj(number -> new Line(number, random.nextBoolean() ? null : "ü".repeat(random.nextInt(500))))
                    .toList();
            Cursor next = random.nextBoolean() ? null : Cursor.after(Instant.EPOCH, UUID.randomUUID());
            Page<Line> page = new Page<>(lines, next);
            assertThat(together(new Pieces(page, JSON))).isEqualTo(JSON.writeValueAsBytes(page));
        });
    }

    @Test
    void come_to_be_as_they_are_taken() {
        List<Integer> written = new ArrayList<>();
        List<Object> items = IntStream.range(0, 1_000)
                .<Object>mapToObj(number -> new Noting(number, written))
                .toList();
        Pieces pieces = new Pieces(new Noted(items), JSON);
        byte[] first = pieces.next();
        assertThat(first).hasSizeBetween(16 << 10, 18 << 10);
        assertThat(written).hasSize(17);
    }

    private record Noted(List<?> items) implements Many {
        @Override
        public String listName() {
            return "items";
        }
    }

    /** A thousand characters, which say when they are written. */
    private record Noting(int number, List<Integer> written) {
        @JsonValue
        String text() {
            written.add(number);
            return "x".repeat(1_000);
        }
    }

    private static byte[] together(Pieces pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEachRemaining(all::writeBytes);
        return all.toByteArray();
    }
}
