package io.vedette.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.platform.operation.Many;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of each, in the order in which they were named. */
record SentToMany(List<Result> results) implements Many {
    @Override
    public String listName() {
        return "results";
    }

    @Override
    public List<Result> items() {
        return results;
    }

    /** The command, or the code of why there is none. */
    record Result(
            UUID targetDeviceId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Command command,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String code) {}
}
