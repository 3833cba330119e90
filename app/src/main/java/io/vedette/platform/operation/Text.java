package io.vedette.platform.operation;

/** An answer that is text of its own kind rather than JSON. */
public record Text(String mediaType, String content) {}
