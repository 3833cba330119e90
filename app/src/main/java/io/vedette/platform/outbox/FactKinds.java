package io.vedette.platform.outbox;

import io.vedette.platform.bus.Fact;
import io.vedette.platform.bus.Kind;
import io.vedette.platform.json.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of fact that this version knows, and its form in the table. */
final class FactKinds {
    private static final String ROOT = "io.vedette";

    private final JsonMapper json;
    private final Map<String, Class<? extends Fact>> types = new HashMap<>();

    FactKinds(JsonMapper json, List<Class<? extends Fact>> facts) {
        this.json = json;
        for (Class<? extends Fact> fact : facts) {
            Class<? extends Fact> other = types.putIfAbsent(nameOf(fact), fact);
            if (other != null) {
                throw new IllegalStateException(
                        "%s is the kind of both %s and %s".formatted(nameOf(fact), other.getName(), fact.getName()));
            }
            Json.learn(json, fact);
        }
    }

    static FactKinds onClassPath(JsonMapper json) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                return definition.getMetadata().isIndependent();
            }
        };
        scanner.addIncludeFilter(new AnnotationTypeFilter(Kind.class));
        return new FactKinds(
                json,
                scanner.findCandidateComponents(ROOT).stream()
                        .<Class<? extends Fact>>map(found -> typeNamed(String.valueOf(found.getBeanClassName())))
                        .toList());
    }

    /** What a statement about rows that this version understands is given. */
    String[] names() {
        return types.keySet().toArray(String[]::new);
    }

    String nameOf(Fact fact) {
        String name = nameOf(fact.getClass());
        if (!fact.getClass().equals(types.get(name))) {
            throw new IllegalStateException(fact.getClass().getName() + " was not found at the start");
        }
        return name;
    }

    String write(Fact fact) {
        return json.writeValueAsString(fact);
    }

    Fact read(String kind, String payload) {
        return json.readValue(payload, Objects.requireNonNull(types.get(kind), kind));
    }

    static String nameOf(Class<?> fact) {
        return Arrays.stream(fact.getAnnotationsByType(Kind.class))
                .map(Kind::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(fact.getName() + " says no @Kind"));
    }

    private static Class<? extends Fact> typeNamed(String name) {
        return ClassUtils.resolveClassName(name, FactKinds.class.getClassLoader())
                .asSubclass(Fact.class);
    }
}
