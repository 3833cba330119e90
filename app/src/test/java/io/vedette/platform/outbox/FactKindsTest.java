package io.vedette.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import io.vedette.platform.bus.TestFact;
import io.vedette.platform.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FactKindsTest {
    private static final JsonMapper JSON = Json.jsonMapper();

    private record Nameless(String key) implements Fact {}

    /** The scan looks for types that stand alone, so it doesn't find this one, and other tests can start. */
    @Kind("test.happened")
    @SuppressWarnings("ClassCanBeStatic")
    private final class Impostor implements Fact {
        @Override
        public String key() {
            return "a";
        }
    }

    @Test
    void a_fact_is_read_as_it_was_written() {
        FactKinds kinds = FactKinds.onClassPath(JSON);
        Fact fact = new TestFact.Happened("a", 1);
        assertThat(kinds.nameOf(fact)).isEqualTo("test.happened");
        assertThat(kinds.read("test.happened", kinds.write(fact))).isEqualTo(fact);
    }

    @Test
    void two_facts_of_one_kind_stop_the_start() {
        assertThatThrownBy(() -> new FactKinds(JSON, List.of(TestFact.Happened.class, Impostor.class)))
                .hasMessageContaining("test.happened is the kind of both");
    }

    @Test
    void a_fact_without_a_kind_is_a_bug() {
        assertThatThrownBy(() -> FactKinds.onClassPath(JSON).nameOf(new Nameless("a")))
                .hasMessageContaining("says no @Kind");
    }
}
