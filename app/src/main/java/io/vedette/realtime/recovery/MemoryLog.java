package io.vedette.realtime.recovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.realtime.recovery.LogMeters.Trimmed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The log of a single node. All of one account happens under its lock; it ends with the process, and so do its epochs. */
public final class MemoryLog implements RecoveryLog {
    private static final Logger log = LoggerFactory.getLogger(MemoryLog.class);
    /** Whoever did not handle a fact gets it again within that time. */
    private static final Duration FACTS_COME_AGAIN = Duration.ofMinutes(15);

    /** A fact may be told by several events, but by none of them twice. */
    private record Told(long fact, String event) {}

    private final Map<String, MemoryAccount> accounts = new ConcurrentHashMap<>();
    private final Ages<MemoryAccount.Slot> slots = new Ages<>();
    private final Ages<MemoryAccount.Kept> resting = new Ages<>();
    private final Cache<Told, Boolean> told;
    private final LogBounds bounds;
    private final LongSupplier ticks;
    private final LogMeters meters;
    private volatile Consumer<Logged> follower = _ -> {};

    /** @param ticks nanoseconds of a time that only goes forward */
    public MemoryLog(LogBounds bounds, LongSupplier ticks, MeterRegistry registry) {
        this.bounds = bounds;
        this.ticks = ticks;
        this.told = Caffeine.newBuilder()
                .maximumSize(bounds.facts())
                .expireAfterWrite(longer(bounds.window(), FACTS_COME_AGAIN))
                .ticker(ticks::getAsLong)
                .build();
        this.meters = new LogMeters(registry, accounts, told);
    }

    @Override
    public void follow(Consumer<Logged> ofAll) {
        follower = ofAll;
    }

    @Override
    public Mono<Void> append(String account, Entry entry) {
        return Mono.fromRunnable(() -> {
            in(account, own -> {
                if (told.asMap().putIfAbsent(new Told(entry.fact(), entry.event()), true) == null) {
                    tell(own.append(entry, ticks.getAsLong()));
                }
                return own;
            });
            makeRoom();
        });
    }

    /** It stands in the log by now, so whoever misses it here gets it when it comes back. */
    private void tell(Logged logged) {
        try {
            follower.accept(logged);
        } catch (RuntimeException broken) {
            log.error("An entry of {} could not be told", logged.entry().event(), broken);
        }
    }

    @Override
    public Mono<Missed> read(String account, @Nullable Position after) {
        return Mono.fromSupplier(() -> in(account, own -> own.read(after)));
    }

    @Override
    public Mono<Hold> issue(String account, Pass pass) {
        return Mono.fromSupplier(() -> in(account, own -> own.issue(pass, ticks.getAsLong())));
    }

    @Override
    public Mono<Optional<Hold>> take(String account, String pid, UUID device, int tokenVersion) {
        return Mono.fromSupplier(() -> in(account, own -> own.take(pid, device, tokenVersion, ticks.getAsLong())));
    }

    @Override
    public Mono<Void> rest(String account, Hold hold) {
        return Mono.fromRunnable(() -> {
            in(account, own -> own.rest(hold, ticks.getAsLong()));
            for (var oldest = resting.oldest(); oldest != null && resting.size() > bounds.passes(); ) {
                end(oldest);
                oldest = resting.oldest();
            }
        });
    }

    @Override
    public Mono<Void> end(String account, Hold hold) {
        return Mono.fromRunnable(() -> in(account, own -> own.end(hold)));
    }

    @Override
    public Mono<Void> endAll(String account, UUID device) {
        return Mono.fromRunnable(() -> in(account, own -> own.endAll(device)));
    }

    /** Forgets what is older than the window. */
    void forgetTheOld() {
        long now = ticks.getAsLong();
        for (var oldest = slots.oldest(); oldest != null && isOver(oldest.at, now); oldest = slots.oldest()) {
            remove(oldest, Trimmed.TIME);
        }
        for (var oldest = resting.oldest(); oldest != null && isOver(oldest.restsSince, now); ) {
            end(oldest);
            oldest = resting.oldest();
        }
        accounts.values().forEach(account -> forgetIfUnused(account, now));
    }

    private boolean isOver(long at, long now) {
        return now - at > bounds.window().toNanos();
    }

    private void forgetIfUnused(MemoryAccount account, long now) {
        synchronized (account) {
            if (account.isEmpty() && isOver(account.usedAt, now)) {
                account.forgotten = true;
                accounts.remove(account.name, account);
            }
        }
    }

    /** Of all on this node the oldest go first, whosever they are. */
    private void makeRoom() {
        for (var oldest = slots.oldest(); oldest != null && meters.bytes() > bounds.nodeBytes(); ) {
            remove(oldest, Trimmed.NODE);
            oldest = slots.oldest();
        }
    }

    private static void remove(MemoryAccount.Slot oldest, Trimmed why) {
        synchronized (oldest.owner) {
            oldest.owner.removeUpTo(oldest, why);
        }
    }

    private static void end(MemoryAccount.Kept pass) {
        synchronized (pass.owner) {
            pass.owner.endIfAtRest(pass);
        }
    }

    /** Under the lock of the account, which is made if there is none, and made anew if it was just forgotten. */
    private <T> T in(String name, Function<MemoryAccount, T> work) {
        while (true) {
            MemoryAccount account =
                    accounts.computeIfAbsent(name, _ -> new MemoryAccount(name, bounds, slots, resting, meters));
            synchronized (account) {
                if (!account.forgotten) {
                    account.usedAt = ticks.getAsLong();
                    return work.apply(account);
                }
            }
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
