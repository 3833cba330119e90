package io.vedette.webhooks;

import io.vedette.platform.operation.NotKept;

/** What a webhook's messages are signed with from now on. */
record NewSecret(@NotKept String secret) {
    @Override
    public String toString() {
        return "NewSecret[hidden]";
    }
}
