package io.vedette.notifications.push;

import java.util.UUID;

/**
 * Where a device is reached.
 *
 * @param token a registration token of FCM, or a subscription to Web Push as its JSON text
 * @param mark by which whoever keeps the address knows whether it is still this one
 */
public record Address(UUID deviceId, String token, String mark) {
    @Override
    public String toString() {
        return "Address[" + deviceId + "]";
    }
}
