package io.vedette.testing.chat;

import java.time.Instant;

/** What everybody in a room hears. */
record SaidInRoom(String room, String text, Instant at) {}
