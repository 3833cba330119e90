package io.vedette.testing;

import io.vedette.devices.token.DeviceTokens;
import io.vedette.platform.data.DatabaseUrl;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tokens for devices that nobody registered, signed as any server on that database signs them. */
public final class SignedTokens {
    private SignedTokens() {}

    public static Map<UUID, String> of(List<UUID> devices, DatabaseUrl database) {
        try (TestServer server = TestServer.start(Map.of("DATABASE_URL", TestDatabase.text(database)))) {
            DeviceTokens tokens = server.bean(DeviceTokens.class);
            return devices.parallelStream()
                    .collect(Collectors.toConcurrentMap(Function.identity(), id -> tokens.sign(id, 1)));
        }
    }
}
