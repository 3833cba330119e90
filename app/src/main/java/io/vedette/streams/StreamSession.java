package io.vedette.streams;

import static io.vedette.platform.data.Columns.value;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client watches a camera live: asked for, going on, or over. */
public record StreamSession(
        UUID id,
        UUID cameraDeviceId,
        UUID requesterDeviceId,
        Status status,
        @Nullable String reason,
        @Nullable EndReason endReason,
        @Nullable String endDetail,
        String mediaProvider,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** The command that tells a camera to start. */
    public static final String START_COMMAND = "start_stream";

    /** From the first to the last, never back. */
    public enum Status {
        REQUESTED,
        STREAMING,
        ENDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Why it is over. */
    public enum EndReason {
        ENDED_BY_REQUESTER,
        ENDED_BY_CAMERA,
        REJECTED,
        TIMEOUT,
        PARTICIPANT_LOST,
        UNLINKED,
        DEVICE_REMOVED,
        DEVICE_DISABLED,
        MEDIA_FAILED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static EndReason of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** For a select from stream_sessions s, or from a query of that name. */
    public static final String COLUMNS = """
            s.id, s.user_id, s.camera_device_id, s.requester_device_id, s.command_id, s.status, s.reason, s.end_reason,
            s.end_detail, s.media_provider, s.requested_at, s.started_at, s.ended_at
            """;

    boolean isStreaming() {
        return status == Status.STREAMING;
    }

    boolean isBetween(UUID device) {
        return device.equals(cameraDeviceId) || device.equals(requesterDeviceId);
    }

    public static StreamSession read(Readable row) {
        return new StreamSession(
                value(row, "id", UUID.class),
                value(row, "camera_device_id", UUID.class),
                value(row, "requester_device_id", UUID.class),
                Status.of(value(row, "status", String.class)),
                row.get("reason", String.class),
                orNull(row.get("end_reason", String.class), EndReason::of),
                row.get("end_detail", String.class),
                value(row, "media_provider", String.class),
                value(row, "requested_at", Instant.class),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class));
    }

    private static <T> @Nullable T orNull(@Nullable String code, Function<String, T> of) {
        return code == null ? null : of.apply(code);
    }
}
