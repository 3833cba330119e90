package io.vedette.commands.delivery;

import java.util.UUID;

/**
 * A courier asks for what comes next.
 *
 * @param free how many it may push
 * @param after the number that it has come to
 * @param pushed whether it wants those too that were pushed before
 */
record Claim(UUID cameraId, int era, int free, long after, boolean pushed) {
    /** Of its era: the camera has just come. */
    boolean isFirst() {
        return pushed && after == 0;
    }
}
