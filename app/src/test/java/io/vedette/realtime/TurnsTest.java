package io.vedette.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One after the other, and not more than a bounded number of others waiting for it. */
class TurnsTest {
    private static final int MEBIBYTE = 1 << 20;

    private final Turns turns = new Turns(Runnable::run);
    private final Sinks.Empty<Void> first = Sinks.empty();
    private final List<String> done = new ArrayList<>();

    private void take(String name, int bytes) {
        turns.take(Mono.fromRunnable(() -> done.add(name)), () -> done.add("not " + name), bytes);
    }

    @Test
    void who_waits_comes_in_order() {
        turns.take(first.asMono(), () -> {}, 1);
        take("second", 1);
        take("third", 1);
        assertThat(done).isEmpty();
        first.tryEmitEmpty().orThrow();
        assertThat(done).containsExactly("second", "third");
    }

    @Test
    void too_many_are_turned_away() {
        turns.take(first.asMono(), () -> {}, 1);
        for (int waiting = 0; waiting < 200; waiting++) {
            take("one", 1);
        }
        take("one too many", 1);
        assertThat(done).containsExactly("not one too many");
    }

    @Test
    void too_large_ones_are_turned_away_while_others_wait() {
        turns.take(first.asMono(), () -> {}, MEBIBYTE);
        take("large", MEBIBYTE - 1);
        take("larger", 2);
        take("small", 1);
        assertThat(done).containsExactly("not larger");
        first.tryEmitEmpty().orThrow();
        assertThat(done).containsExactly("not larger", "large", "small");
        Sinks.Empty<Void> again = Sinks.empty();
        turns.take(again.asMono(), () -> {}, MEBIBYTE);
        take("large again", MEBIBYTE);
        assertThat(done).doesNotContain("not large again");
    }
}
