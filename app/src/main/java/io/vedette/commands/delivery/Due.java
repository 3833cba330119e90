package io.vedette.commands.delivery;

import java.util.List;
import java.util.UUID;

/** What a courier has waited for long enough to be confirmed. */
record Due(int era, List<UUID> commandIds) {}
