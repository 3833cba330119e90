package io.vedette.platform.settings;

import java.io.PrintStream;
import org.springframework.boot.SpringBootExceptionReporter;

/** Tells whoever started the server what to set, and nothing else. */
final class SettingsErrorReporter implements SpringBootExceptionReporter {
    private final PrintStream out;

    SettingsErrorReporter() {
        this(System.err);
    }

    SettingsErrorReporter(PrintStream out) {
        this.out = out;
    }

    @Override
    public boolean reportException(Throwable failure) {
        return SettingsError.behind(failure)
                .map(error -> {
                    error.lines().forEach(out::println);
                    return true;
                })
                .orElse(false);
    }
}
