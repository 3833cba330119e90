package io.vedette.shape;

import io.vedette.testing.Repository;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code compose.yaml} as the tests look at it. */
record ComposeFile(Map<String, Object> content) {
    static ComposeFile read() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new ComposeFile(new Yaml(new SafeConstructor(options)).load(Repository.text("compose.yaml")));
    }

    Map<String, Service> services() {
        Map<String, Map<String, Object>> services = at(content, "services");
        return services.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Service(entry.getValue())));
    }

    Service service(String name) {
        return new Service(at(at(content, "services"), name));
    }

    Map<String, Object> networks() {
        return at(content, "networks");
    }

    Map<String, Object> volumes() {
        return at(content, "volumes");
    }

    /** One entry of {@code services}. */
    record Service(Map<String, Object> content) {
        Map<String, Object> environment() {
            return at(content, "environment");
        }

        Map<String, Object> build() {
            return at(content, "build");
        }

        Map<String, Map<String, Object>> dependsOn() {
            return at(content, "depends_on");
        }

        /** The part before the first colon: a volume's name or a path of this repository. */
        Stream<String> mountSources() {
            return list("volumes").map(mount -> mount.substring(0, mount.indexOf(':')));
        }

        /** What others find, each as {@code outside:inside}. */
        List<String> ports() {
            return list("ports").toList();
        }

        List<String> networks() {
            return list("networks").toList();
        }

        List<String> profiles() {
            return list("profiles").toList();
        }

        private Stream<String> list(String key) {
            return content.containsKey(key) ? ComposeFile.<List<String>>at(content, key).stream() : Stream.empty();
        }

        long seconds(String key) {
            return DurationStyle.detectAndParse(String.valueOf(content.get(key)))
                    .toSeconds();
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // YAML has no types; a wrong one fails the test
    private static <T> T at(Map<String, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new AssertionError("compose.yaml has no " + key);
        }
        return (T) value;
    }
}
