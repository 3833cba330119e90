package io.vedette.commands;

import java.util.UUID;

/** Which command. */
record CommandAt(UUID commandId) {}
