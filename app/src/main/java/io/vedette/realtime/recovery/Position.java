package io.vedette.realtime.recovery;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in the log of one account: behind the entry of that number.
 *
 * @param epoch made up with the log, so that a place in one log is none in any other
 */
public record Position(long epoch, long number) {
    private static final int EPOCH_BYTES = Long.BYTES;
    private static final int BITS = Byte.SIZE;

    Position at(long other) {
        return new Position(epoch, other);
    }

    /** Whether it is a place in the same log, and a later one. */
    public boolean isAfter(Position other) {
        return epoch == other.epoch && number > other.number;
    }

    /** As clients keep it, and need not understand it: no longer than it must be, since it goes with every push. */
    public String text() {
        int bytes = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + BITS - 1) / BITS);
        ByteBuffer whole = ByteBuffer.allocate(EPOCH_BYTES + Long.BYTES)
                .putLong(epoch)
                .putLong(number << ((Long.BYTES - bytes) * BITS));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(whole.array(), EPOCH_BYTES + bytes));
    }

    /** Empty for what none of our logs has said. */
    public static Optional<Position> of(@Nullable String text) {
        if (text == null || text.length() > 2 * (EPOCH_BYTES + Long.BYTES)) {
            return Optional.empty();
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            int bytes = whole.length - EPOCH_BYTES;
            if (bytes < 1 || bytes > Long.BYTES) {
                return Optional.empty();
            }
            long epoch = ByteBuffer.wrap(whole).getLong();
            long number = 0;
            for (int i = EPOCH_BYTES; i < whole.length; i++) {
                number = (number << BITS) | (whole[i] & 0xFF);
            }
            return Optional.of(new Position(epoch, number));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
