package io.vedette.realtime.protocol;

import java.util.Set;

/** What Socket.IO calls its own events: nobody may send or tell any other by these names. */
public final class ReservedNames {
    private static final Set<String> ALL =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private ReservedNames() {}

    public static boolean include(String name) {
        return ALL.contains(name);
    }
}
