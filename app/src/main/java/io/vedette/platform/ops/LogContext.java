package io.vedette.platform.ops;

import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import reactor.util.context.Context;

/** Says in every log line of a chain whose request it serves, across threads: {@code .contextWrite(LogContext.request(id))}. */
public final class LogContext {
    static final String REQUEST = "requestId";
    static final String USER = "userId";
    static final String DEVICE = "deviceId";

    private LogContext() {}

    public static Function<Context, Context> request(String id) {
        return with(REQUEST, id);
    }

    /** For the part of the chain that runs once it is known who calls. */
    public static Function<Context, Context> user(String id) {
        return with(USER, id);
    }

    /** For the part of the chain that runs once it is known which device calls. */
    public static Function<Context, Context> device(String id) {
        return with(DEVICE, id);
    }

    private static Function<Context, Context> with(String key, String value) {
        return context -> {
            Map<String, String> entries = new HashMap<>(context.getOrDefault(Slf4jThreadLocalAccessor.KEY, Map.of()));
            entries.values().removeIf(Objects::isNull); // a thread that serves nobody names its keys all the same
            entries.put(key, value);
            return context.put(Slf4jThreadLocalAccessor.KEY, Map.copyOf(entries));
        };
    }
}
