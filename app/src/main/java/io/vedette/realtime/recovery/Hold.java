package io.vedette.realtime.recovery;

/**
 * A pass in use by one socket.
 *
 * @param turn tells it from the sockets that had the pass before: what becomes of these does not touch it any more
 */
public record Hold(Pass pass, long turn) {}
