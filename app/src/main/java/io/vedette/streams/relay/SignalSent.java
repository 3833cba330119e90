package io.vedette.streams.relay;

/** @param delivered whether the other end is connected */
record SignalSent(boolean delivered) {}
