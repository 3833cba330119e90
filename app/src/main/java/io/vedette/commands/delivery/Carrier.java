package io.vedette.commands.delivery;

import java.time.Duration;
import reactor.core.Disposable;

/**
 * What couriers can't do themselves; it is asked for outside their locks, and may answer at once or later.
 *
 * @param <L> a line to a camera
 */
interface Carrier<L> {
    /** {@link Courier#claimed} or {@link Courier#failed} will be called. */
    void claim(Courier<L> courier, Claim claim);

    /** Will be told whether it was written and confirmed, or lost; disposed when nobody wants to know any more. */
    Disposable push(Courier<L> courier, Courier.Push<L> push);

    /** It has something that depends on time. */
    void watch(Courier<L> courier);

    /** By the ticks. */
    long now();

    /** How long to wait for a confirmation after so many pushes. */
    Duration patience(int tries);
}
