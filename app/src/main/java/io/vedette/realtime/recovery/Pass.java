package io.vedette.realtime.recovery;

import java.util.UUID;

/**
 * With it a device goes on where its transport broke.
 *
 * @param pid what the device shows
 * @param sid what its socket is known as, also after it came back
 * @param position where the log stood as it connected first; later, once nothing is kept any more that came while it was
 *     connected since then
 */
public record Pass(String pid, String sid, UUID device, int tokenVersion, Position position) {
    Pass from(Position later) {
        return new Pass(pid, sid, device, tokenVersion, later);
    }
}
