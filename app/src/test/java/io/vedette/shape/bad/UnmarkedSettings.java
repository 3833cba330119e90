package io.vedette.shape.bad;

public record UnmarkedSettings(int port) {}
