package io.vedette.realtime.recovery;

/** An entry in its place. */
public record Logged(String account, Position position, Entry entry) {}
