package io.vedette.platform.web;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;

/** One path, with all that can be done there. */
final class Place {
    private final PathPattern pattern;
    private final AnswerStyle style;
    private final boolean limited;
    private final Map<HttpMethod, HandlerFunction<ServerResponse>> handlers = new LinkedHashMap<>();

    Place(PathPattern pattern, AnswerStyle style, boolean limited) {
        this.pattern = pattern;
        this.style = style;
        this.limited = limited;
    }

    void offer(HttpMethod method, HandlerFunction<ServerResponse> handler) {
        if (handlers.putIfAbsent(method, handler) != null) {
            throw new IllegalStateException("Two operations are at %s %s".formatted(method, pattern));
        }
    }

    PathPattern pattern() {
        return pattern;
    }

    AnswerStyle style() {
        return style;
    }

    boolean limited() {
        return limited;
    }

    boolean isFor(PathPattern samePattern, AnswerStyle sameStyle, boolean sameLimits) {
        return pattern.equals(samePattern) && style == sameStyle && limited == sameLimits;
    }

    Optional<HandlerFunction<ServerResponse>> handler(HttpMethod method) {
        boolean head = method.equals(HttpMethod.HEAD) && style.knowsHead();
        return Optional.ofNullable(handlers.get(head ? HttpMethod.GET : method));
    }

    Set<HttpMethod> methods() {
        Set<HttpMethod> methods = new LinkedHashSet<>(handlers.keySet());
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        methods.add(HttpMethod.OPTIONS);
        return methods;
    }
}
