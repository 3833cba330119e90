package io.vedette.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What was given as {@code --name=value}; whatever nobody asked for in the end is a mistake. */
final class Options {
    private final Map<String, String> given = new LinkedHashMap<>();

    Options(String[] args) {
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Not --name=value: " + arg);
            }
            given.put(arg.substring(2, equals), arg.substring(equals + 1));
        }
    }

    String text(String name, String fallback) {
        String value = given.remove(name);
        return value == null ? fallback : value;
    }

    int number(String name, int fallback) {
        return Integer.parseInt(text(name, Integer.toString(fallback)));
    }

    Duration seconds(String name, int fallback) {
        return Duration.ofSeconds(number(name, fallback));
    }

    List<String> words(String name, String fallback) {
        return List.of(text(name, fallback).split(",", -1));
    }

    List<Integer> numbers(String name, String fallback) {
        return Stream.of(text(name, fallback).split(",", -1))
                .map(Integer::valueOf)
                .toList();
    }

    void end() {
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("Unknown: " + new ArrayList<>(given.keySet()));
        }
    }
}
