package io.vedette.platform.web;

import io.vedette.platform.operation.Operation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;

/** Where an operation is found, and what its body looks like. */
public record Route(HttpMethod method, String pattern, Operation<?, ?> operation, Body body) {
    /** How a body is taken. */
    enum Body {
        JSON,
        JSON_OR_FORM,
        /** Byte by byte, as somebody has signed it: the input's {@code body}; its other parts are headers. */
        SIGNED
    }

    static final String SIGNED_BODY = "body";

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
        this(method, pattern, operation, Body.JSON);
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
        return new Route(method, pattern, operation, Body.JSON_OR_FORM);
    }

    /** What is signed is checked by whoever takes it, before it is read. */
    public Route asSigned() {
        return new Route(method, pattern, operation, Body.SIGNED);
    }

    List<String> variables() {
        return variablesOf(pattern);
    }

    /** By the parts of the input that they are for. */
    Map<String, String> signedHeaders() {
        return componentsOf(operation.input()).stream()
                .filter(part -> !part.equals(SIGNED_BODY))
                .collect(Collectors.toMap(Function.identity(), Route::headerOf));
    }

    /** {@code webhookId} stands in {@code webhook-Id}. */
    static String headerOf(String part) {
        return part.replaceAll("([A-Z])", "-$1");
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
