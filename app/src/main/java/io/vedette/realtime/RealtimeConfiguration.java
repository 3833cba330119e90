package io.vedette.realtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.platform.ops.Ids;
import io.vedette.platform.ops.Ticks;
import io.vedette.platform.web.WebSettings;
import io.vedette.realtime.engine.Engine;
import io.vedette.realtime.engine.Library;
import io.vedette.realtime.protocol.PacketWriter;
import io.vedette.realtime.protocol.Questions;
import io.vedette.realtime.protocol.SocketIo;
import io.vedette.realtime.recovery.Forgetting;
import io.vedette.realtime.recovery.LogBounds;
import io.vedette.realtime.recovery.MemoryLog;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts Socket.IO on the connections of the one HTTP server. */
@Configuration(proxyBeanMethods = false)
class RealtimeConfiguration {
    private static final Duration ADMISSION_DEADLINE = Duration.ofSeconds(5);
    private static final int ID_LENGTH = 20;

    @Bean
    static PacketWriter packetWriter(JsonMapper json) {
        return new PacketWriter(json);
    }

    @Bean
    static Library library() {
        return new Library();
    }

    @Bean
    static Questions questions(Library library, PacketWriter writer) {
        return new Questions(library, writer);
    }

    @Bean
    static SocketIo socketIo(Library library, MainNamespace main, JsonMapper json) {
        return new SocketIo(
                library,
                Map.of("/", main),
                json,
                () -> Ids.text(ID_LENGTH),
                ADMISSION_DEADLINE,
                RealtimeSettings.MAX_PAYLOAD);
    }

    @Bean
    static MemoryLog recoveryLog(RealtimeSettings settings, MeterRegistry metrics) {
        return new MemoryLog(LogBounds.of(settings.replayWindow()), Ticks::nanos, metrics);
    }

    @Bean
    static Forgetting forgetting(MemoryLog log, RealtimeSettings settings) {
        return new Forgetting(log, settings.replayWindow());
    }

    @Bean
    static Engine engine(
            RealtimeSettings settings,
            WebSettings web,
            Library library,
            SocketDoor door,
            SocketIo socketIo,
            MeterRegistry metrics) {
        return new Engine(settings.engine(web.rateLimitEnabled()), library, door, socketIo, metrics);
    }

    @Bean
    static NettyServerCustomizer socketsOnTheOnePort(Engine engine) {
        return server -> server.doOnChannelInit((_, channel, _) -> engine.attach(channel));
    }
}
