package io.vedette.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Json;
import io.vedette.platform.secrets.Secrets;
import io.vedette.testing.Property;
import io.vedette.testing.faults.HostileInput;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CursorsTest {
    private static final String SCOPE = "listNotes\nuser:ada";

    private final Cursors cursors = new Cursors(new Secrets("for tests only"), Json.jsonMapper());

    @Test
    void are_read_as_they_were_written() {
        Property.check(1_000, chance -> {
            Cursor cursor = cursor(chance);
            assertThat(cursors.read(SCOPE, cursors.write(SCOPE, cursor))).contains(cursor);
        });
    }

    @Test
    void changed_in_any_place_are_refused() {
        Property.check(20, chance -> {
            String text = cursors.write(SCOPE, cursor(chance));
            for (int at = 0; at < text.length(); at++) {
                for (char other = 0; other < 256; other++) {
                    String changed = text.substring(0, at) + other + text.substring(at + 1);
                    assertThat(cursors.read(SCOPE, changed).isPresent())
                            .as(changed)
                            .isEqualTo(changed.equals(text));
                }
            }
        });
    }

    @Test
    void mutated_are_refused() {
        Property.check(25_000, chance -> {
            String text = cursors.write(SCOPE, cursor(chance));
            String mutated = HostileInput.mutated(text, chance);
            assertThat(cursors.read(SCOPE, mutated).isPresent()).as(mutated).isEqualTo(mutated.equals(text));
        });
    }

    @Test
    void of_another_caller_another_list_or_another_server_are_refused() {
        String text = cursors.write(SCOPE, Cursor.after("a"));
        assertThat(cursors.read("listNotes\nuser:bob", text)).isEmpty();
        assertThat(cursors.read("listEvents\nuser:ada", text)).isEmpty();
        assertThat(cursors.read("listNotes\nuser:ad", text)).isEmpty();
        assertThat(new Cursors(new Secrets("another secret"), Json.jsonMapper()).read(SCOPE, text))
                .isEmpty();
    }

    private static Cursor cursor(RandomGenerator chance) {
        return Cursor.after(
                Instant.ofEpochMilli(chance.nextLong(4_000_000_000_000L)),
                new UUID(chance.nextLong(), chance.nextLong()),
                "x".repeat(chance.nextInt(4)));
    }
}
