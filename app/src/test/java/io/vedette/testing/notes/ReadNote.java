package io.vedette.testing.notes;

import java.util.UUID;

record ReadNote(UUID noteId) {}
