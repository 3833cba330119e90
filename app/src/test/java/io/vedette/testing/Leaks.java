package io.vedette.testing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Keeps what Netty's leak detection finds, whatever becomes of the log. Netty makes one for each kind of resource: a
 * system property of the tests names this class.
 */
public final class Leaks<T> extends ResourceLeakDetector<T> {
    private static final List<Leaks<?>> DETECTORS = new CopyOnWriteArrayList<>();
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static final String DRIVER = "io.r2dbc.postgresql.";
    /** Nothing else here reads frames that tell their length. */
    private static final String DRIVERS_DECODER = "'LengthFieldBasedFrameDecoder";

    private static final int LONGEST_COLLECTION = 10_000;

    @SuppressWarnings("this-escape") // it is only asked much later
    public Leaks(Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
        DETECTORS.add(this);
    }

    /** Netty doesn't use it, but asks for it. */
    public Leaks(Class<?> resource, int samplingInterval, @SuppressWarnings("unused") long most) {
        this(resource, samplingInterval);
    }

    /** All that were found up to now, which are then known. */
    static List<String> take() {
        List<String> taken = List.copyOf(SEEN);
        SEEN.removeAll(taken);
        return taken;
    }

    /** Those who look at the log for something else needn't look at these. */
    public static boolean isReport(ILoggingEvent event) {
        return event.getLoggerName().equals(ResourceLeakDetector.class.getName());
    }

    /** The same of another process, which wrote them into its log. */
    public static List<String> reportsIn(List<String> log) {
        return Pattern.compile("(?m)^(?=\\d{4}-)")
                .splitAsStream(String.join("\n", log))
                .filter(entry -> entry.contains("LEAK:") && !isTheDrivers(entry))
                .toList();
    }

    /**
     * The database's driver loses the rows it has read, and what they are cut from, when a connection ends under a
     * statement; and the values of the statement, which it holds once more for a message that is then not sent. It is
     * found out only when the collector comes by, long after the test that ended the connection.
     */
    private static boolean isTheDrivers(String leak) {
        String creation = leak.substring(Math.max(0, leak.indexOf("Created at:")));
        return leak.contains(DRIVERS_DECODER) || creation.contains(DRIVER);
    }

    /** What is lost is found after a collection, when the next resource of its kind is made. */
    static void look() {
        collect();
        DETECTORS.forEach(Leaks::makeOne);
    }

    private static void collect() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        for (int round = 0; round < 2; round++) {
            WeakReference<Object> canary = new WeakReference<>(new Object(), collected);
            System.gc();
            try {
                Objects.requireNonNull(collected.remove(LONGEST_COLLECTION), canary::toString);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @SuppressWarnings("unchecked") // it looks at nothing but the identity
    private void makeOne() {
        T resource = (T) new Object();
        ResourceLeakTracker<T> tracker = track(resource);
        if (tracker != null) {
            tracker.close(resource);
        }
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resource, String records) {
        super.reportTracedLeak(resource, records);
        if (!isTheDrivers(records)) {
            SEEN.add(resource + records);
        }
    }

    @Override
    protected void reportUntracedLeak(String resource) {
        super.reportUntracedLeak(resource);
        SEEN.add(resource);
    }
}
