package io.vedette.commands.delivery;

import java.util.List;
import java.util.UUID;

/** How far a courier has come in an era, and whether something may still wait for it. Guarded by the courier. */
final class Progress {
    private long seen;
    private long restsUntil;
    private boolean live;
    private boolean waiting;
    private boolean told;
    private boolean claiming;
    private boolean resting;

    /** From the beginning; a claim that is under way, and a rest, outlast that. */
    void begin() {
        seen = 0;
        live = false;
        waiting = true;
    }

    void tell() {
        waiting = true;
        told = true;
    }

    /** Whether all has been pushed that was to be in this era. */
    boolean isLive() {
        return live;
    }

    boolean isWaiting() {
        return waiting;
    }

    boolean isClaiming() {
        return claiming;
    }

    boolean isResting() {
        return resting;
    }

    /** Whether a claim of this era, when all was claimed, has come past it. */
    boolean isPast(Parcel parcel) {
        return parcel.number() <= seen;
    }

    boolean mayClaim() {
        return waiting && !claiming && !resting;
    }

    Claim claim(UUID cameraId, int era, int free) {
        claiming = true;
        told = false;
        return new Claim(cameraId, era, free, seen, !live);
    }

    /** With less than it asked for it has it all, unless it was told of more meanwhile. */
    void claimed(Claim claim, List<Parcel> parcels) {
        if (!live && !parcels.isEmpty()) {
            seen = Math.max(seen, parcels.getLast().number());
        }
        waiting = parcels.size() == claim.free() || told;
        live |= !waiting;
    }

    /** A claim of whatever era is over. */
    void claimIsOver() {
        claiming = false;
    }

    void rest(long until) {
        restsUntil = resting ? Math.max(restsUntil, until) : until;
        resting = true;
        waiting = true;
    }

    /** Once. */
    boolean hasRested(long now) {
        boolean rested = resting && now - restsUntil >= 0;
        resting &= !rested;
        return rested;
    }
}
