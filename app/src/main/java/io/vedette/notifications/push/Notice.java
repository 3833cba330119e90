package io.vedette.notifications.push;

import java.util.Map;

/**
 * What a device is to be told. It passes through the hands of others, so it holds ids, and nothing that is anybody's
 * business: the app asks us for the rest.
 *
 * @param title as it is shown by an app that does nothing of its own
 */
public record Notice(String title, String body, Map<String, String> data) {
    public Notice {
        data = Map.copyOf(data);
    }
}
