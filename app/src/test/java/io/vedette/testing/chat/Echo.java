package io.vedette.testing.chat;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is said back. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Echo(
        @Nullable Integer number,
        @Size(max = 400_000) @Nullable String text,
        byte @Nullable [] bytes,
        @Nullable ObjectNode data) {}
