package io.vedette.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.json.Change;
import io.vedette.platform.json.Json;
import jakarta.validation.Validator;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private record Outer(String name, Change<Integer> size, List<Inner> parts, Inner last) {}

    private record Inner(int number) {}

    /** What it first meets in a call it looks up under locks. */
    @Test
    void have_the_validator_look_at_every_part_of_an_input_beforehand() {
        List<String> seen = new ArrayList<>();
        Validator validator = (Validator) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Validator.class}, (_, method, arguments) -> {
                    seen.add("%s %s.%s"
                            .formatted(method.getName(), ((Class<?>) arguments[0]).getSimpleName(), arguments[1]));
                    return Set.of();
                });
        new Values(Json.jsonMapper(), validator).learn(Outer.class);
        assertThat(seen)
                .containsExactly(
                        "validateValue Outer.name",
                        "validateValue Outer.size",
                        "validateValue Outer.parts",
                        "validateValue Inner.number",
                        "validateValue Outer.last",
                        "validateValue Inner.number");
    }
}
