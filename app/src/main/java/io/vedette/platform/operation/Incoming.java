package io.vedette.platform.operation;

import org.jspecify.annotations.Nullable;

/** A call as a transport hands it in: the caller is proven, nothing else is. */
public record Incoming(
        Caller caller,
        Sender sender,
        Arguments arguments,
        @Nullable String limit,
        @Nullable String cursor,
        @Nullable String idempotencyKey) {}
