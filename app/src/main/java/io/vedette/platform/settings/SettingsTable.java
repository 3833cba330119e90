package io.vedette.platform.settings;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The README's table of variables, written from the records that read them. */
public final class SettingsTable {
    private SettingsTable() {}

    /** As Markdown, by module and then as declared. */
    public static String render() {
        return SettingsReader.onClassPath().declarations().stream()
                .map(Declaration::variable)
                .map(SettingsTable::row)
                .collect(Collectors.joining("", "| variable | default | what it is |\n| --- | --- | --- |\n", ""));
    }

    private static String row(Variable variable) {
        return "| `%s` | %s | %s |%n"
                .formatted(variable.name(), cell(fallback(variable)), cell(variable.about() + accepted(variable)))
                .replace(System.lineSeparator(), "\n");
    }

    private static String fallback(Variable variable) {
        if (!variable.shownDefault().isEmpty()) {
            return variable.shownDefault();
        }
        return variable.fallback().isEmpty() ? "–" : "`" + variable.fallback() + "`";
    }

    private static String accepted(Variable variable) {
        return Arrays.stream(variable.aliases())
                .map(alias -> " `%s` is still accepted.".formatted(alias))
                .collect(Collectors.joining());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
