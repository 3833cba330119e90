package io.vedette.streams.ending;

import io.vedette.devices.DeviceDependent;
import io.vedette.devices.DeviceEnd;
import io.vedette.devices.DeviceLink;
import io.vedette.platform.data.Transactions;
import io.vedette.platform.outbox.Outbox;
import io.vedette.streams.MediaExits;
import io.vedette.streams.StreamSession.EndReason;
import io.vedette.streams.ViewerGone;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends what goes on between devices that are strangers, gone or disabled, before their commands are taken back: everyone who
 * ends a session locks it first and then its command.
 */
@Component
@Order(StreamEnding.BEFORE_COMMANDS)
final class StreamEnding implements DeviceDependent {
    static final int BEFORE_COMMANDS = 0;

    private final Endings endings;
    private final PartingTable viewers;
    private final Outbox outbox;
    private final Transactions transactions;
    private final MediaExits exits;

    StreamEnding(Endings endings, PartingTable viewers, Outbox outbox, Transactions transactions, MediaExits exits) {
        this.endings = endings;
        this.viewers = viewers;
        this.outbox = outbox;
        this.transactions = transactions;
        this.exits = exits;
    }

    @Override
    public Mono<Void> linkEnds(DeviceLink link) {
        UUID camera = link.cameraDeviceId();
        UUID client = link.clientDeviceId();
        return endings.overLink(camera, client, Cause.of(EndReason.UNLINKED))
                .then(tell(viewers.removeOverLink(camera, client)));
    }

    @Override
    public Mono<Void> deviceEnds(UUID deviceId, DeviceEnd why) {
        return endings.ofDevice(deviceId, Cause.of(reason(why))).then(tell(viewers.removeAll(deviceId)));
    }

    private Mono<Void> tell(Flux<ViewerGone> gone) {
        return gone.collectList().flatMap(all -> outbox.addAll(all).then(transactions.afterCommit(() -> showOut(all))));
    }

    private void showOut(List<ViewerGone> gone) {
        gone.forEach(each -> exits.gone(each.sessionId()));
    }

    private static EndReason reason(DeviceEnd why) {
        return switch (why) {
            case REMOVED -> EndReason.DEVICE_REMOVED;
            case DISABLED -> EndReason.DEVICE_DISABLED;
        };
    }
}
