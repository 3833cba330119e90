package io.vedette.testing.notes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

record ListNotes(Note.@Nullable Colour colour, @Nullable Instant from) {}
