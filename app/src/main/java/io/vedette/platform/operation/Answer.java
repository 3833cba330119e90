package io.vedette.platform.operation;

/** An answer that chooses among the statuses its operation declares. */
public record Answer<T>(int status, T body) {}
