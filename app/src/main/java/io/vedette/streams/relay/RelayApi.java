package io.vedette.streams.relay;

import static io.vedette.devices.DeviceProblem.DEVICE_DISABLED;
import static io.vedette.platform.failure.CommonProblem.FORBIDDEN;
import static io.vedette.platform.failure.CommonProblem.NOT_FOUND;
import static io.vedette.platform.operation.CallerKind.CAMERA;
import static io.vedette.platform.operation.CallerKind.CLIENT;
import static io.vedette.platform.operation.Operation.operation;
import static io.vedette.realtime.On.on;
import static io.vedette.realtime.Push.push;
import static io.vedette.streams.StreamProblem.STREAM_NOT_ACTIVE;

import io.vedette.platform.operation.Operation;
import io.vedette.realtime.Push;
import io.vedette.realtime.SocketApi;
import io.vedette.realtime.SocketEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the ends of a session send each other through the server: signals, and pictures where nothing else gets through. */
@Component
final class RelayApi implements SocketApi {
    static final Push<SignalTold> SIGNAL = push(
                    "webrtc:signal", SignalTold.class, "The other end of a stream says something about its connection")
            .toldOnce();
    static final Push<FrameTold> FRAME = push(
                    "stream:frame", FrameTold.class, "A picture of a stream that this client watches")
            .orDropped();

    private final Operation<SendSignal, SignalSent> signal;
    private final Operation<SendFrame, Void> frame;

    RelayApi(RelayService relay) {
        signal = operation("sendSignal", "Say something to the other end of a stream")
                .callers(CAMERA, CLIENT)
                .takes(SendSignal.class)
                .gives(SignalSent.class)
                .mayFail(DEVICE_DISABLED, FORBIDDEN, NOT_FOUND, STREAM_NOT_ACTIVE)
                .by(call -> relay.signal(call.device(), call.input()));
        frame = operation("sendFrame", "Show a picture to those who watch")
                .callers(CAMERA)
                .takes(SendFrame.class)
                .does()
                .mayFail(DEVICE_DISABLED, FORBIDDEN, NOT_FOUND, STREAM_NOT_ACTIVE)
                .by(call -> relay.show(call.device(), call.input()));
    }

    @Override
    public List<SocketEvent> socketEvents() {
        return List.of(on("webrtc:signal", signal), on("stream:frame", frame), SIGNAL, FRAME);
    }
}
