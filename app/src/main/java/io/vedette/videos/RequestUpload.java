package io.vedette.videos;

import io.vedette.storage.ObjectNames;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody is about to upload; a type and a size that are said must then be kept to. */
record RequestUpload(
        @Size(min = 1, max = 255) String fileName,
        UUID deviceId,
        @Size(max = 255) @Nullable String prefix,

        @Size(max = 255)
        @Pattern(regexp = ObjectNames.MEDIA_TYPE, message = "should be a media type such as video/mp4")
        @Nullable
        String contentType,

        @Min(1) @Max(MOST_BYTES) @Nullable Long sizeBytes,
        Video.@Nullable Kind kind,
        @Nullable UUID eventId) {
    /** A store takes no more in one piece. */
    static final long MOST_BYTES = 5L << 30;

    Video.Kind what() {
        return kind == null ? Video.Kind.CLIP : kind;
    }
}
