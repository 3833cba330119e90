package io.vedette.platform.operation;

import io.vedette.platform.operation.RecordShape.Part;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came with a call, before anybody has looked at it.
 *
 * @param path values of the route's variables; they win over the rest
 * @param query values of the query, where the input is read from when no body is awaited
 * @param bodyAwaited whether the input travels in the body
 */
public record Arguments(
        Map<String, String> path,
        Map<String, List<String>> query,
        boolean bodyAwaited,
        @Nullable JsonNode body) {

    /** What came with an event: all of it is the input. */
    public static Arguments ofPayload(@Nullable JsonNode payload) {
        return new Arguments(Map.of(), Map.of(), true, payload);
    }

    boolean isParameter(Part part, JsonNode sent) {
        return !bodyAwaited || path.containsKey(part.name()) || (part.inQueryToo() && isInQueryOnly(part, sent));
    }

    private boolean isInQueryOnly(Part part, JsonNode sent) {
        return query.containsKey(part.name()) && !sent.hasNonNull(part.name());
    }

    /** All values under this name: none, one, or several where a list is meant. */
    List<String> parameter(String name) {
        String inPath = path.get(name);
        return inPath == null ? query.getOrDefault(name, List.of()) : List.of(inPath);
    }
}
