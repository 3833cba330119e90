package io.vedette.admin;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** With what keys begin, and what is somewhere in them, in whatever case. */
record ListObjects(
        @Size(max = 1024) @Nullable String prefix,
        @Size(max = 1024) @Nullable String search) {}
