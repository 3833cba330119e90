package io.vedette.platform.bus;

/** A fact on its way; one that comes twice has the same id, and within a key ids rise. */
public record Envelope<F extends Fact>(long id, F fact) {}
