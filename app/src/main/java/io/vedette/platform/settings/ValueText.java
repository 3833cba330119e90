package io.vedette.platform.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the text of a variable into the type of its component; what it throws says what the text should be. */
final class ValueText {
    private ValueText() {}

    static Object parse(Type type, String text) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            Type element = list.getActualTypeArguments()[0];
            return items(text).map(item -> parse(element, item)).toList();
        }
        return parse((Class<?>) type, text);
    }

    private static Object parse(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(wholeNumber(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        if (type == long.class || type == Long.class) {
            return wholeNumber(text, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == boolean.class || type == Boolean.class) {
            return yesOrNo(text);
        }
        if (type == Duration.class) {
            return DurationText.parse(text);
        }
        if (type == URI.class) {
            return url(text);
        }
        if (type == Path.class) {
            return path(text);
        }
        return type.isEnum() ? constant(type, text) : byItsOwnParser(type, text);
    }

    private static Stream<String> items(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).filter(item -> !item.isEmpty());
    }

    private static long wholeNumber(String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
            throw new IllegalArgumentException("should be between %d and %d".formatted(min, max));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("should be a whole number", e);
        }
    }

    private static boolean yesOrNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("should be true or false");
        };
    }

    private static URI url(String text) {
        String wanted = "should be a URL such as https://example.org";
        try {
            URI uri = URI.create(text);
            if (uri.isAbsolute() && !uri.isOpaque()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wanted, e);
        }
        throw new IllegalArgumentException(wanted);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("should be a path of this machine", e);
        }
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> wireName(constant).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("should be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(ValueText::wireName)
                                .collect(Collectors.joining(", "))));
    }

    private static String wireName(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static Object byItsOwnParser(Class<?> type, String text) {
        try {
            Method parser = type.getDeclaredMethod("parse", String.class);
            parser.setAccessible(true);
            return parser.invoke(null, text);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IllegalArgumentException wrong
                    ? wrong
                    : new IllegalStateException(type + " can't be parsed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " needs a static parse(String)", e);
        }
    }
}
