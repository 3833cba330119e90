package io.vedette.platform.bus;

/** Something that happened, written down in the transaction in which it did; each kind is a record with a {@link Kind}. */
public interface Fact {
    /** Facts of one key, say a device's id, are announced in the order in which they were written. */
    String key();
}
