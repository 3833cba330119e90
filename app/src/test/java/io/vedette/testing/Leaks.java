package io.vedette.testing;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what Netty's leak detection finds, whatever becomes of the log. Netty makes one for each kind of resource: a
 * system property of the tests names this class.
 */
public final class Leaks<T> extends ResourceLeakDetector<T> {
    private static final List<Leaks<?>> DETECTORS = new CopyOnWriteArrayList<>();
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
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

    /** Rows of the database's driver, and the buffers that they are cut from. */
    static void excuseTheDriver() {
        SEEN.removeIf(leak -> leak.startsWith("DataRow") || leak.contains(DRIVERS_DECODER));
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
        SEEN.add(resource + records);
    }

    @Override
    protected void reportUntracedLeak(String resource) {
        super.reportUntracedLeak(resource);
        SEEN.add(resource);
    }
}
