package io.vedette.webhooks;

import java.util.UUID;

/** Which webhook. */
record WebhookAt(UUID webhookId) {}
