package io.vedette.realtime.engine;

import java.util.Iterator;

/**
 * What goes out one by one as the transport takes it, whenever nothing else waits: so many would not be kept waiting.
 *
 * @param packets asked for under locks, so that asking must be quick and take none
 * @param afterwards when that was all, under the same; never, if the session ends before
 */
public record Supply(Iterator<Outbound> packets, Runnable afterwards) {}
