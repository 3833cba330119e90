package io.vedette.webhooks.delivery;

import io.vedette.platform.secrets.SealedBox;
import io.vedette.platform.secrets.Secrets;
import io.vedette.platform.secrets.UnopenableException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Locks the keys of webhooks, each for its own. */
@Component
public final class SealedKeys {
    private final SealedBox box;
    private final JsonMapper json;

    SealedKeys(Secrets secrets, JsonMapper json) {
        this.box = secrets.box("webhook keys");
        this.json = json;
    }

    public byte[] seal(UUID webhook, Keyring keys) {
        return box.seal(json.writeValueAsBytes(keys), webhook.toString());
    }

    /** Null if they were locked with a secret that we don't have any more. */
    @Nullable
    Keyring openIfPossible(UUID webhook, byte[] sealed) {
        try {
            return open(webhook, sealed);
        } catch (UnopenableException lost) {
            return null;
        }
    }

    /** Fails with {@link UnopenableException} in that case. */
    public Keyring open(UUID webhook, byte[] sealed) {
        return json.readValue(box.open(sealed, webhook.toString()), Keyring.class);
    }
}
