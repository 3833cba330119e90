package io.vedette.devices.registry;

import io.vedette.platform.json.NotTold;
import io.vedette.platform.operation.NotKept;

/** A new token; the one before it is dead. */
record NewToken(@NotKept String deviceToken, @NotTold int version) {
    @Override
    public String toString() {
        return "NewToken[hidden]";
    }
}
