package io.vedette.webhooks.delivery;

import java.util.UUID;

/**
 * A delivery that is to be tried.
 *
 * @param attempts all so far, and {@code tries} those since it was last wanted
 */
record Due(UUID id, long number, String event, String body, int attempts, int tries) {
    @Override
    public String toString() {
        return "Due[" + id + "]";
    }
}
