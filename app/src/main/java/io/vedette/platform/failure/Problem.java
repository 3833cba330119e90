package io.vedette.platform.failure;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** One refusal that clients may meet. Each feature keeps its own in an enum; the constant's name is the code on the wire. */
public interface Problem {
    String name();

    int status();

    String title();

    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @FormatMethod
    default FailureException because(String detail, Object... arguments) {
        return new FailureException(new Failure.Refused(this, detail.formatted(arguments)));
    }
}
