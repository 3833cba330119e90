package io.vedette.webhooks;

import java.util.UUID;

/** Which delivery to which webhook. */
record DeliveryAt(UUID webhookId, UUID deliveryId) {}
