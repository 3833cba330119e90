package io.vedette.platform.operation;

import java.util.List;
import java.util.Map;

/** An answer that is mainly a list, perhaps many times as long as what it is made of: it is written item by item. */
public interface Many {
    /** What its JSON calls the list. */
    String listName();

    List<?> items();

    /** What stands behind the list. */
    default Map<String, ?> rest() {
        return Map.of();
    }
}
