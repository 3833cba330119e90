package io.vedette.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server that helps two browsers to find each other, or carries what they say. */
public record IceServer(
        List<String> urls,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String username,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String credential) {
    public IceServer {
        urls = List.copyOf(urls);
    }
}
