package io.vedette.media;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who sends or sees at the provider.
 *
 * @param holder nobody where it can't be told
 * @param kind with the id, what the provider knows them by
 */
public record Guest(UUID session, @Nullable Holder holder, String kind, String id) {}
