package io.vedette.platform.web;

import io.vedette.platform.operation.Operation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;

/** Where an operation is found. */
public record Route(HttpMethod method, String pattern, Operation<?, ?> operation, boolean takesForms) {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    public Route {
        List<String> components = operation.takesSomething() ? componentsOf(operation.input()) : List.of();
        for (String variable : variablesOf(pattern)) {
            if (!components.contains(variable)) {
                throw new IllegalStateException(
                        "%s: nothing in the input of %s is called %s".formatted(pattern, operation.id(), variable));
            }
        }
    }

    private Route(HttpMethod method, String pattern, Operation<?, ?> operation) {
        this(method, pattern, operation, false);
    }

    public static Route get(String pattern, Operation<?, ?> operation) {
        return new Route(HttpMethod.GET, pattern, operation);
    }

    public static Route post(String pattern, Operation<?, ?> operation) {
        return new Route(HttpMethod.POST, pattern, operation);
    }

    public static Route put(String pattern, Operation<?, ?> operation) {
        return new Route(HttpMethod.PUT, pattern, operation);
    }

    public static Route patch(String pattern, Operation<?, ?> operation) {
        return new Route(HttpMethod.PATCH, pattern, operation);
    }

    public static Route delete(String pattern, Operation<?, ?> operation) {
        return new Route(HttpMethod.DELETE, pattern, operation);
    }

    /** The body may also be what an HTML form sends. */
    public Route orForm() {
        return new Route(method, pattern, operation, true);
    }

    List<String> variables() {
        return variablesOf(pattern);
    }

    /** The input of the others stands in the query; what is removed may be named in either. */
    boolean awaitsBody() {
        return operation.takesSomething()
                && !method.equals(HttpMethod.GET)
                && (!method.equals(HttpMethod.DELETE) || operation.takesQueryToo());
    }

    boolean changesSomething() {
        return !method.equals(HttpMethod.GET);
    }

    private static List<String> variablesOf(String pattern) {
        return VARIABLE.matcher(pattern).results().map(found -> found.group(1)).toList();
    }

    private static List<String> componentsOf(Class<?> input) {
        return Arrays.stream(input.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
