package io.vedette.realtime.recovery;

import java.util.List;

/**
 * What an account's log says to somebody who comes back.
 *
 * @param now where it stands
 * @param isWhole whether all that came after the place that was asked for is still there
 * @param entries nothing, unless it is whole
 */
public record Missed(Position now, boolean isWhole, List<Logged> entries) {}
