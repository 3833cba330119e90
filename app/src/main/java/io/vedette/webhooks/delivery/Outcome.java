package io.vedette.webhooks.delivery;

/**
 * How a try ended.
 *
 * @param statusCode 0 where nobody answered
 * @param error of a closed list, fit for logs; empty where there is none
 */
record Outcome(int statusCode, String error) {
    private static final int GONE = 410;
    private static final int CLASS = 100;

    static Outcome answered(int status) {
        boolean good = status >= 200 && status < 300;
        return new Outcome(status, good ? "" : "http_" + status);
    }

    static Outcome failed(String error) {
        return new Outcome(0, error);
    }

    boolean isDelivered() {
        return error.isEmpty();
    }

    /** It is told never to come again. */
    boolean isGone() {
        return statusCode == GONE;
    }

    /** Few enough for a metric. */
    String label() {
        if (isDelivered()) {
            return "delivered";
        }
        return statusCode == 0 ? error : "http_%dxx".formatted(statusCode / CLASS);
    }
}
