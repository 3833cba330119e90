package io.vedette.platform.settings;

import java.util.ArrayList;
import java.util.List;

/** What is wrong so far, one line each. */
final class Faults {
    private final List<String> lines = new ArrayList<>();
    private final List<String> consequences = new ArrayList<>();

    void add(Variable variable, String value, String wanted) {
        String shown = Hidden.shown(variable, value);
        // A parser may quote what it was given; that must not undo the hiding.
        String safe = shown.contains(value) ? wanted : wanted.replace(value, shown);
        lines.add("%s is %s: %s".formatted(variable.name(), shown, safe));
    }

    void addMissing(Variable variable, String wanted) {
        lines.add("%s is not set: %s".formatted(variable.name(), wanted));
    }

    void addRule(String rule) {
        lines.add(rule);
    }

    /** A fallback is only wrong because a variable that it refers to is; that one has its own line. */
    void addConsequence(Variable variable, String wanted) {
        consequences.add("%s falls back to %s: %s".formatted(variable.name(), variable.fallback(), wanted));
    }

    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new SettingsError(lines);
        }
        if (!consequences.isEmpty()) {
            throw new SettingsError(consequences);
        }
    }
}
