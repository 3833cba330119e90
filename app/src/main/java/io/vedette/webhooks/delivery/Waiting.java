package io.vedette.webhooks.delivery;

import java.util.List;

/** What is to be sent to a webhook now. */
record Waiting(List<Due> firsts, List<Due> again) {
    Waiting {
        firsts = List.copyOf(firsts);
        again = List.copyOf(again);
    }

    boolean isEmpty() {
        return firsts.isEmpty() && again.isEmpty();
    }
}
