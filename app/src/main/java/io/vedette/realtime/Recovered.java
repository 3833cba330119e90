package io.vedette.realtime;

/**
 * Whether somebody who asked for it has been told all that it missed.
 *
 * @param offset where it stands now
 */
record Recovered(boolean recovered, String offset) {}
