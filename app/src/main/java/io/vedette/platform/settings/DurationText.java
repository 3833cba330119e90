package io.vedette.platform.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them: {@code 300ms}, {@code 90s}, {@code 10m}, {@code 30d}, {@code PT90S}, or seconds. */
final class DurationText {
    private static final Pattern SHORT_FORM = Pattern.compile("([0-9]+)\\s*(ms|s|m|h|d)?");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private DurationText() {}

    static Duration parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        try {
            Matcher shortForm = SHORT_FORM.matcher(lower);
            Duration duration = shortForm.matches() ? inUnits(shortForm) : Duration.parse(text);
            return inRange(duration);
        } catch (ArithmeticException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new IllegalArgumentException(
                    "should be a duration such as 300ms, 90s, 10m, 1h, 30d, PT90S or a number of seconds", e);
        }
    }

    private static Duration inUnits(Matcher shortForm) {
        String unit = shortForm.group(2) == null ? "s" : shortForm.group(2);
        return Duration.of(Long.parseLong(shortForm.group(1)), UNITS.getOrDefault(unit, ChronoUnit.SECONDS));
    }

    /** Timers count in milliseconds: what doesn't fit into those would fail far from here. */
    private static Duration inRange(Duration duration) {
        if (duration.isNegative() || duration.toMillis() < 0) {
            throw new IllegalArgumentException("negative");
        }
        return duration;
    }
}
