package io.vedette.platform.settings;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.web.server.PortInUseException;

/** The server can't start as it is set up. Each line names a variable and says what it should be. */
public final class SettingsError extends RuntimeException implements ExitCodeGenerator {
    private static final int EXIT_CODE = 2;
    private static final int DEEPEST_CAUSE = 50;

    private final transient List<String> lines;

    public SettingsError(List<String> lines) {
        super(String.join(System.lineSeparator(), lines), null, false, false);
        this.lines = List.copyOf(lines);
    }

    public SettingsError(String line) {
        this(List.of(line));
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }

    /** What was set wrongly, if that is what stopped the start. */
    public static Optional<SettingsError> behind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SettingsError error) {
                return Optional.of(error);
            }
            if (cause instanceof PortInUseException taken) {
                return Optional.of(new SettingsError(
                        "PORT is %d: should be one that nobody listens on yet".formatted(taken.getPort())));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
