package io.vedette.streams;

import org.jspecify.annotations.Nullable;

/** Which of a device's sessions: all, or those in a state. */
record ListStreams(StreamSession.@Nullable Status status) {}
