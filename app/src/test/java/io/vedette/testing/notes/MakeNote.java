package io.vedette.testing.notes;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

record MakeNote(
        @Size(min = 1, max = 200) String title,
        Note.@Nullable Colour colour,
        @Nullable Instant remindAt,
        @Min(1) @Max(5) @Nullable Integer weight,
        @Nullable Boolean pinned,
        @Size(max = 3) @Nullable List<@Size(max = 10) String> tags,
        @Nullable Place place,
        @Nullable ObjectNode metadata) {
    record Place(
            double latitude,
            double longitude,
            @Size(max = 5) @Nullable String label) {}
}
