package io.vedette.platform.outbox;

/**
 * A row of the outbox as its insert found it.
 *
 * @param predecessor the last row of the same key that was waiting then, or 0
 */
record Written(long id, long predecessor) {}
