package io.vedette.realtime;

/** A name that sockets gather under, to be told things together. */
public record Room(String name) {}
