package io.vedette.platform.operation;

import io.vedette.platform.ops.LogContext;
import java.util.UUID;
import java.util.function.Function;
import reactor.util.context.Context;

/** Who calls, proven before anything else is looked at. */
public sealed interface Caller {
    CallerKind kind();

    /** Tells callers apart wherever something is kept for one of them: limits, idempotency keys, cursors. */
    String key();

    /** Makes the log lines of a chain name the caller, where it has a name. */
    default Function<Context, Context> inTheLog() {
        return switch (this) {
            case User user -> LogContext.user(user.id());
            case Device device ->
                LogContext.user(device.userId())
                        .andThen(LogContext.device(device.id().toString()));
            case Anonymous _, Operator _, Monitor _ -> Function.identity();
        };
    }

    /** Nobody in particular, known by the address alone. */
    record Anonymous(String address) implements Caller {
        @Override
        public CallerKind kind() {
            return CallerKind.ANYONE;
        }

        @Override
        public String key() {
            return "address:" + address;
        }
    }

    /** A person who is signed in. */
    record User(String id, String sessionId) implements Caller {
        @Override
        public CallerKind kind() {
            return CallerKind.USER;
        }

        @Override
        public String key() {
            return "user:" + id;
        }
    }

    /** A camera or a client device, holding its own token. */
    sealed interface Device extends Caller {
        UUID id();

        String userId();

        /** Of the token that was shown. */
        int tokenVersion();

        @Override
        default String key() {
            return keyOf(id());
        }

        static String keyOf(UUID id) {
            return "device:" + id;
        }
    }

    /** A device that films and obeys commands. */
    record Camera(UUID id, String userId, int tokenVersion) implements Device {
        @Override
        public CallerKind kind() {
            return CallerKind.CAMERA;
        }
    }

    /** A device that watches and sends commands. */
    record Client(UUID id, String userId, int tokenVersion) implements Device {
        @Override
        public CallerKind kind() {
            return CallerKind.CLIENT;
        }
    }

    /** A person who runs the server. */
    record Operator(String name) implements Caller {
        @Override
        public CallerKind kind() {
            return CallerKind.OPERATOR;
        }

        @Override
        public String key() {
            return "operator:" + name;
        }
    }

    /** A program that collects the metrics. */
    record Monitor() implements Caller {
        @Override
        public CallerKind kind() {
            return CallerKind.MONITOR;
        }

        @Override
        public String key() {
            return "monitor";
        }
    }
}
