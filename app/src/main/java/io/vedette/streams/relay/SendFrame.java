package io.vedette.streams.relay;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One picture, as JPEG. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record SendFrame(
        UUID streamSessionId,
        @Size(min = 4, max = 262_144) byte[] frame,
        @Nullable Instant at) {
    SendFrame {
        if (frame != null && !isJpeg(frame)) {
            throw new IllegalArgumentException("frame must be a JPEG");
        }
    }

    private static boolean isJpeg(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8 && bytes[2] == (byte) 0xff;
    }
}
