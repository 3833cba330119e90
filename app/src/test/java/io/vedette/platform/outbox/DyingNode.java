package io.vedette.platform.outbox;

import io.vedette.platform.bus.Ears;
import io.vedette.platform.bus.TestFact.Happened;
import io.vedette.platform.data.DatabaseUrl;

/** Run as a process of its own: commits a fact, and is gone when it passes the checkpoint that it was told. */
final class DyingNode {
    static final int DEAD = 9;

    private DyingNode() {}

    public static void main(String[] arguments) {
        String checkpoint = arguments[1];
        var node = new BusNode(DatabaseUrl.parse(arguments[0]), BusNode.EAGER, new Ears(), name -> {
            if (name.equals(checkpoint)) {
                Runtime.getRuntime().halt(DEAD);
            }
        });
        // A cold process may take longer for its first transaction than a connection is lent for.
        node.inTransaction(node.add(new Happened("a", 1))).retry(3).block(BusNode.SOON);
        node.hasHeard(2);
    }
}
