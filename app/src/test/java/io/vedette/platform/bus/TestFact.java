package io.vedette.platform.bus;

/** What the tests tell one another. */
public sealed interface TestFact extends Fact {
    /** The number is that of its place within its key. */
    @Kind("test.happened")
    record Happened(String key, long number) implements TestFact {}

    /** Of another type, under the same keys. */
    @Kind("test.ended")
    record Ended(String key) implements TestFact {}
}
