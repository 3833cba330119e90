package io.vedette.media.mediamtx;

import io.vedette.media.UrlRules;
import io.vedette.platform.settings.Settings;
import io.vedette.platform.settings.Variable;
import java.net.URI;

/** Where MediaMTX is. */
@Settings
public record MediaMtxSettings(
        @Variable(
                name = "MEDIAMTX_API_URL",
                fallback = "http://localhost:9997",
                about = "Where this server reaches MediaMTX's control API.")
        URI api,

        @Variable(
                name = "MEDIAMTX_WEBRTC_URL",
                fallback = "http://localhost:8889",
                about = "Where devices reach MediaMTX by WebRTC (WHIP and WHEP).")
        URI webrtc,

        @Variable(
                name = "MEDIAMTX_HLS_URL",
                fallback = "http://localhost:8888",
                about = "Where players reach MediaMTX by HLS.")
        URI hls,

        @Variable(
                name = "MEDIAMTX_RTSP_URL",
                fallback = "rtsp://localhost:8554",
                about = "Where devices reach MediaMTX by RTSP.")
        URI rtsp,

        @Variable(
                name = "MEDIAMTX_RTMP_URL",
                fallback = "rtmp://localhost:1935",
                about = "Where devices reach MediaMTX by RTMP.")
        URI rtmp) {
    public MediaMtxSettings {
        new UrlRules()
                .add("MEDIAMTX_API_URL", api, "http://localhost:9997", "https")
                .add("MEDIAMTX_WEBRTC_URL", webrtc, "https://media.example.test", "http")
                .add("MEDIAMTX_HLS_URL", hls, "https://media.example.test", "http")
                .add("MEDIAMTX_RTSP_URL", rtsp, "rtsp://media.example.test:8554", "rtsps")
                .add("MEDIAMTX_RTMP_URL", rtmp, "rtmp://media.example.test:1935", "rtmps")
                .check();
    }
}
