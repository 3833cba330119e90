package io.vedette.webhooks.delivery;

/**
 * Something that happened, as webhooks of its account are to be told.
 *
 * @param fact its number in the outbox
 * @param body the message as it is sent
 */
public record News(long fact, String userId, String event, String body) {
    @Override
    public String toString() {
        return "News[" + fact + "]";
    }
}
