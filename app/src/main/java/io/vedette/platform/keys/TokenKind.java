package io.vedette.platform.keys;

/** One kind of token. Its audience keeps it from being taken for another; only what is looked up at each use may never expire. */
public record TokenKind(String audience, boolean expires) {}
