package io.vedette.realtime.protocol;

import io.vedette.realtime.engine.Outbound;
import java.util.Iterator;

/**
 * How a connection opens that may come back.
 *
 * @param sid by which it is known
 * @param pid with which it comes back
 * @param floor what it is pushed with a number up to there, it has had or is given now
 * @param missed what it is given before anything else; asked for under locks and one by one, as the transport takes it
 */
public record Opening(String sid, String pid, long floor, Iterator<Outbound> missed) {}
