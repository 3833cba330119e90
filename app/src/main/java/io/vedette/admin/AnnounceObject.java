package io.vedette.admin;

import io.vedette.storage.ObjectNames;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is about to be uploaded; a type that is said must then be kept to. */
record AnnounceObject(
        @Size(min = 1, max = 255) String fileName,
        @Size(max = 255) @Nullable String prefix,

        @Size(max = 255)
        @Pattern(regexp = ObjectNames.MEDIA_TYPE, message = "should be a media type such as video/mp4")
        @Nullable
        String contentType) {}
