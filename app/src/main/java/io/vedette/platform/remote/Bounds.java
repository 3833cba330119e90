package io.vedette.platform.remote;

import java.time.Duration;

/**
 * How much a kind of service may take of the server.
 *
 * @param name what metrics and threads call it
 * @param connections to one host at a time
 * @param waiting how many calls may wait for one of them
 * @param connecting how long a connection may take
 * @param answering how long a call may take from end to end
 * @param longestAnswer what is read of an answer, in bytes; of a longer one nothing is
 */
public record Bounds(
        String name, int connections, int waiting, Duration connecting, Duration answering, int longestAnswer) {}
