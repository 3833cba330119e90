package io.vedette.shape;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The packages directly below one package, what each is, and which of its sisters each uses. */
final class PackageGraph {
    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.+?)\\*/", Pattern.DOTALL);

    private final String root;
    private final SortedMap<String, NavigableSet<String>> uses = new TreeMap<>();

    PackageGraph(String root, JavaClasses classes) {
        this.root = root;
        for (JavaClass type : classes) {
            if (isBelow(type)) {
                NavigableSet<String> used = uses.computeIfAbsent(part(type), part -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .filter(this::isBelow)
                        .map(this::part)
                        .filter(other -> !other.equals(part(type)))
                        .forEach(used::add);
            }
        }
    }

    /** A node that everyone may use tells nothing, so arrows to it are left out. */
    String diagramWithout(String everyonesPart) {
        String nodes = uses.keySet().stream().map("    %s\n"::formatted).collect(joining());
        String arrows = uses.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(used -> !used.equals(everyonesPart))
                        .map(used -> "    %s --> %s\n".formatted(entry.getKey(), used)))
                .collect(joining());
        return "```mermaid\nflowchart TD\n" + nodes + arrows + "```\n";
    }

    String table() {
        return "| part | what it is | uses |\n| --- | --- | --- |\n"
                + uses.keySet().stream().map(this::row).collect(joining());
    }

    private String row(String part) {
        String used = uses.getOrDefault(part, new TreeSet<>()).stream()
                .map("`%s`"::formatted)
                .collect(joining(", "));
        return "| `%s` | %s | %s |\n".formatted(part, sentence(part), used.isEmpty() ? "–" : used);
    }

    /** What the package says of itself; the compiler keeps no comments, so the source is read. */
    private String sentence(String part) {
        Path source = Path.of("src/main/java", (root + "." + part).replace('.', '/'), "package-info.java");
        try {
            var comment = SENTENCE.matcher(Files.readString(source));
            if (!comment.find()) {
                throw new AssertionError(source + " has no sentence on what the package is");
            }
            return comment.group(1).replaceAll("\\s*\\n \\* ", " ").strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isBelow(JavaClass type) {
        return type.getPackageName().startsWith(root + ".");
    }

    private String part(JavaClass type) {
        String below = type.getPackageName().substring(root.length() + 1);
        int end = below.indexOf('.');
        return end < 0 ? below : below.substring(0, end);
    }
}
