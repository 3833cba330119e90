package io.vedette.realtime.recovery;

import java.nio.charset.StandardCharsets;

/**
 * What was told because of a fact, once for however many it is for.
 *
 * @param fact the id of the fact in the outbox, whose ids rise
 * @param payload as JSON
 */
public record Entry(long fact, Receivers receivers, String event, String payload) {
    /** What it takes beside its words. */
    private static final int OVERHEAD = 256;

    private static final int PER_RECEIVER = 32;

    int bytes() {
        int named = receivers instanceof Receivers.Devices(var ids) ? ids.size() * PER_RECEIVER : 0;
        return OVERHEAD + named + payload.getBytes(StandardCharsets.UTF_8).length;
    }
}
