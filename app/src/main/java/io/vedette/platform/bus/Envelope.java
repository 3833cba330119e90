package io.vedette.platform.bus;

/**
 * A fact on its way; one that comes twice has the same id, and within a key ids rise.
 *
 * @param overdue whether somebody who died since may have told it already
 */
public record Envelope<F extends Fact>(long id, F fact, boolean overdue) {
    public Envelope(long id, F fact) {
        this(id, fact, false);
    }
}
