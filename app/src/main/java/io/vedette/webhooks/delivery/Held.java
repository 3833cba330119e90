package io.vedette.webhooks.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook whose turn it is on this node.
 *
 * @param lease by which its row knows that it still is
 * @param keys null if they can't be opened any more
 * @param failures how many tries in a row have failed before
 */
record Held(UUID id, UUID lease, String url, @Nullable Keyring keys, int failures) {
    boolean isFailing() {
        return failures >= TurnTable.FAILING;
    }

    @Override
    public String toString() {
        return "Held[" + id + "]";
    }
}
