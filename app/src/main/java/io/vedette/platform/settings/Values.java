package io.vedette.platform.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of the variables as they stand: set by a name or an alias, or fallen back to. Blank counts as unset. */
final class Values {
    private static final Pattern REFERENCE = Pattern.compile("\\$([A-Z][A-Z0-9_]*)");

    private final Map<String, String> environment;
    private final Map<String, Variable> variables;

    Values(Map<String, String> environment, List<Declaration> declarations) {
        this.environment = environment;
        this.variables = declarations.stream()
                .map(Declaration::variable)
                .collect(Collectors.toMap(Variable::name, Function.identity()));
    }

    @Nullable
    String setIn(Variable variable) {
        return Stream.concat(Stream.of(variable.name()), Arrays.stream(variable.aliases()))
                .map(name -> environment.getOrDefault(name, ""))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    boolean isSet(String name) {
        Variable variable = variables.get(name);
        String text = variable == null ? environment.get(name) : setIn(variable);
        return text != null && !text.isBlank();
    }

    String fallbackOf(Variable variable) {
        return REFERENCE
                .matcher(variable.fallback())
                .replaceAll(reference -> Matcher.quoteReplacement(of(reference.group(1))));
    }

    private String of(String name) {
        Variable variable = variables.get(name);
        if (variable == null) {
            return environment.getOrDefault(name, "");
        }
        String text = setIn(variable);
        return text == null ? fallbackOf(variable) : text;
    }
}
