package io.vedette.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Schemas.Side;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemasTest {
    record Both(String always, @Nullable String perhaps) {}

    record Same(String always) {}

    private final Schemas schemas = new Schemas();

    @Test
    void what_is_sent_and_given_has_two_definitions_if_it_may_lack_fields_one_way() {
        assertThat(schemas.of(Both.class, Side.SENT)).isEqualTo(Map.of("$ref", "#/components/schemas/Both"));
        assertThat(schemas.of(Both.class, Side.GIVEN)).isEqualTo(Map.of("$ref", "#/components/schemas/BothGiven"));
        assertThat(schemas.definitions().get("Both")).containsEntry("required", List.of("always"));
        assertThat(schemas.definitions().get("BothGiven")).containsEntry("required", List.of("always", "perhaps"));
    }

    @Test
    void what_is_the_same_both_ways_has_one() {
        assertThat(schemas.of(Same.class, Side.SENT)).isEqualTo(schemas.of(Same.class, Side.GIVEN));
    }
}
