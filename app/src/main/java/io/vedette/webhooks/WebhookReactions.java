package io.vedette.webhooks;

import static io.vedette.webhooks.WebhookEvent.COMMAND_STATUS;
import static io.vedette.webhooks.WebhookEvent.DEVICE_PRESENCE;
import static io.vedette.webhooks.WebhookEvent.MOTION_DETECTED;
import static io.vedette.webhooks.WebhookEvent.MOTION_ENDED;
import static io.vedette.webhooks.WebhookEvent.STREAM_ENDED;
import static io.vedette.webhooks.WebhookEvent.STREAM_REQUESTED;
import static io.vedette.webhooks.WebhookEvent.STREAM_STARTED;
import static io.vedette.webhooks.WebhookEvent.VIDEO_UPLOADED;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.commands.CommandChanged;
import io.vedette.commands.CommandTold;
import io.vedette.devices.PresenceChanged;
import io.vedette.devices.PresenceTold;
import io.vedette.motion.MotionDetected;
import io.vedette.motion.MotionEnded;
import io.vedette.motion.MotionOver;
import io.vedette.motion.MotionStarted;
import io.vedette.platform.bus.Bus;
import io.vedette.platform.bus.Fact;
import io.vedette.platform.data.Batch;
import io.vedette.streams.StreamEnded;
import io.vedette.streams.StreamRequested;
import io.vedette.streams.StreamStarted;
import io.vedette.videos.VideoUploaded;
import io.vedette.webhooks.delivery.News;
import io.vedette.webhooks.delivery.WebhookDeliveryTable;
import io.vedette.webhooks.delivery.WebhookMeters;
import io.vedette.webhooks.delivery.WebhookSender;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Writes down what webhooks are to be told. A fact counts as announced once that is done, so none is lost; one that comes
 * twice makes no second delivery.
 */
@Component
final class WebhookReactions {
    /** Of different keys. What comes while a statement runs shares the next one. */
    private static final int AT_ONCE = 64;

    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final WebhookAccounts subscribers;
    private final Batch<News, Long> news;
    private final WebhookMessages messages;
    private final WebhookSender sender;
    private final WebhookMeters meters;

    WebhookReactions(
            WebhookAccounts subscribers,
            WebhookDeliveryTable deliveries,
            WebhookMessages messages,
            WebhookSender sender,
            WebhookMeters meters,
            Bus bus,
            MeterRegistry registry) {
        this.subscribers = subscribers;
        this.news = new Batch<>("webhook-news", AT_ONCE, BETWEEN, deliveries::addAll, registry);
        this.messages = messages;
        this.sender = sender;
        this.meters = meters;
        follow(bus, MotionStarted.class, MOTION_DETECTED, MotionStarted::userId, MotionDetected::of);
        follow(bus, MotionEnded.class, MOTION_ENDED, MotionEnded::userId, MotionOver::of);
        follow(bus, PresenceChanged.class, DEVICE_PRESENCE, PresenceChanged::userId, PresenceTold::of);
        follow(bus, CommandChanged.class, COMMAND_STATUS, CommandChanged::userId, CommandTold::of);
        follow(bus, StreamRequested.class, STREAM_REQUESTED, StreamRequested::userId, StreamRequested::session);
        follow(bus, StreamStarted.class, STREAM_STARTED, StreamStarted::userId, StreamStarted::session);
        follow(bus, StreamEnded.class, STREAM_ENDED, StreamEnded::userId, StreamEnded::session);
        follow(bus, VideoUploaded.class, VIDEO_UPLOADED, VideoUploaded::userId, VideoUploaded::video);
        bus.subscribe(WebhooksChanged.class, "webhook changes", this::changed);
    }

    private <F extends Fact> void follow(
            Bus bus, Class<F> facts, WebhookEvent event, Function<F, String> owner, Function<F, Object> data) {
        bus.receive(facts, "webhook " + event, AT_ONCE, envelope -> {
            String userId = owner.apply(envelope.fact());
            return subscribers
                    .areIn(userId)
                    .filter(there -> there)
                    .flatMap(_ -> note(envelope.id(), userId, event, data.apply(envelope.fact())));
        });
    }

    private Mono<Void> note(long fact, String userId, WebhookEvent event, Object data) {
        return news.of(new News(fact, userId, event.toString(), messages.write(event.toString(), data)))
                .doOnNext(made -> {
                    meters.made(event.toString(), made);
                    sender.wake();
                })
                .then();
    }

    private Mono<Void> changed(WebhooksChanged fact) {
        return Mono.fromRunnable(() -> {
            subscribers.forget(fact.userId());
            sender.interrupt(fact.webhookId());
        });
    }
}
