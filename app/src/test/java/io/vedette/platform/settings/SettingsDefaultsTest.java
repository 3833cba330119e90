package io.vedette.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsDefaultsTest {
    private static final String DEFAULTS = """
            ADMIN_PASSWORD = null
            ADMIN_USERNAME = null
            AUTH_REQUIRE_EMAIL_VERIFICATION = false
            BETTER_AUTH_BASE_URL = http://localhost:3000
            BETTER_AUTH_SECRET = null
            BETTER_AUTH_TRUSTED_ORIGINS = []
            COMMANDS_PER_CAMERA = 10000
            COMMAND_RETENTION = PT720H
            COMMAND_RETRY_AFTER = PT10S
            DATABASE_POOL_SIZE = 16
            DATABASE_URL = null
            DATA_DIR = .data
            DELIVERIES_PER_WEBHOOK = 10000
            DEVICES_PER_USER = 1000
            EVENT_REPLAY_WINDOW = PT10M
            EVENT_RETENTION = null
            FCM_BASE_URL = https://fcm.googleapis.com
            FCM_SERVICE_ACCOUNT = null
            ICE_SERVERS = []
            LINKS_PER_USER = 10000
            LIVEKIT_API_KEY = null
            LIVEKIT_API_SECRET = null
            LIVEKIT_API_URL = null
            LIVEKIT_URL = null
            LOG_FORMAT = TEXT
            MAIL_FROM = null
            MAIL_RATE_PER_SECOND = 2
            MEDIAMTX_API_URL = http://localhost:9997
            MEDIAMTX_HLS_URL = http://localhost:8888
            MEDIAMTX_RTMP_URL = rtmp://localhost:1935
            MEDIAMTX_RTSP_URL = rtsp://localhost:8554
            MEDIAMTX_WEBRTC_URL = http://localhost:8889
            MEDIA_PROVIDER = MOCK
            METRICS_TOKEN = null
            MINIO_ACCESS_KEY = null
            MINIO_BUCKET = vedette
            MINIO_ENDPOINT = null
            MINIO_PORT = 9000
            MINIO_PUBLIC_ENDPOINT = null
            MINIO_REGION = us-east-1
            MINIO_SECRET_KEY = null
            MINIO_USE_SSL = false
            MOTION_MAX_DURATION = PT10M
            OTEL_EXPORTER_OTLP_ENDPOINT = null
            PORT = 3000
            PRESENCE_GRACE = PT5S
            PRESENCE_LEASE = PT15S
            PRESENCE_TIMEOUT = PT1M30S
            PUSH_INTERVAL = PT1M
            RATE_LIMIT_ENABLED = true
            RESEND_API_KEY = null
            RESEND_BASE_URL = https://api.resend.com
            SHUTDOWN_TIMEOUT = PT20S
            SOCKET_PING_INTERVAL = PT25S
            SOCKET_PING_TIMEOUT = PT20S
            STREAM_ORPHAN_TIMEOUT = PT1M
            STREAM_REQUEST_TIMEOUT = PT1M
            TRUSTED_PROXIES = []
            TURN_SECRET = null
            TURN_URLS = []
            VAPID_SUBJECT = null
            VIDEO_QUOTA_BYTES = null
            VIDEO_RETENTION = null
            WEBHOOKS_PER_USER = 20
            WEBHOOK_ALLOW_PRIVATE = false
            WEBHOOK_RETENTION = PT720H
            WEB_PUSH_HOSTS = [fcm.googleapis.com, *.push.services.mozilla.com, *.notify.windows.com, web.push.apple.com]
            """;

    @Test
    void with_nothing_set_each_setting_has_this_value() {
        var reader = SettingsReader.onClassPath();
        List<Record> read = reader.read(Map.of());

        assertThat(reader.declarations().stream()
                        .map(declaration -> declaration.name() + " = " + valueIn(read, declaration))
                        .sorted())
                .containsExactlyElementsOf(DEFAULTS.lines().toList());
    }

    private static String valueIn(List<Record> read, Declaration declaration) {
        Record settings = read.stream()
                .filter(declaration.owner()::isInstance)
                .findFirst()
                .orElseThrow();
        try {
            var accessor = declaration.component().getAccessor();
            accessor.setAccessible(true);
            return String.valueOf(accessor.invoke(settings));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
