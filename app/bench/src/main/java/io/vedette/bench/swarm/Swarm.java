package io.vedette.bench.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Many Socket.IO clients on one thread. They connect, answer pings and pass on what they hear. */
public final class Swarm implements AutoCloseable {
    private static final int LARGEST_READ = 256 * 1024;
    private static final int SOURCES = 8;

    private final InetSocketAddress server;
    private final byte[] upgrade;
    private final IntFunction<String> auth;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final byte[] buffer = new byte[LARGEST_READ];
    private final Frames frame = new Frames();
    private final Text packet = new Text();
    private final AtomicLong pings = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile SwarmListener listener = new SwarmListener() {};
    private volatile boolean closing;
    private volatile String lastLoss = "";
    private int numbered;

    private Swarm(InetSocketAddress server, IntFunction<String> auth) throws IOException {
        this.server = server;
        this.upgrade = Upgrade.request(server);
        this.auth = auth;
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().name("swarm").daemon().unstarted(this::run);
    }

    /** A swarm without sockets yet; {@code auth} gives the JSON object that the n-th of them signs in with. */
    public static Swarm against(InetSocketAddress server, IntFunction<String> auth) throws IOException {
        var swarm = new Swarm(server, auth);
        swarm.thread.start();
        return swarm;
    }

    /** From now on this one hears what the sockets hear. */
    public void listen(SwarmListener next) {
        listener = next;
    }

    /** Connects so many more sockets, a window of them at a time, and returns when the server has let in all of them. */
    public List<SwarmSocket> connect(int count, int window, Duration patience)
            throws IOException, InterruptedException, TimeoutException {
        var wave = new ConnectWave(this, selector, numbered, count);
        numbered += count;
        execute(() -> wave.begin(window));
        try {
            return wave.done().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("A socket did not get in", e.getCause());
        }
    }

    /** Cuts all sockets at once, without a word. */
    public void cut() throws InterruptedException {
        var done = new CountDownLatch(1);
        execute(() -> {
            hangUp();
            done.countDown();
        });
        done.await();
    }

    /** Pings of the server that were answered so far. */
    public long pings() {
        return pings.get();
    }

    /** Sockets that were connected once and that the swarm did not cut. */
    public long lost() {
        return lost.get();
    }

    /** Why the last of the lost sockets went, empty if none did. */
    public String lastLoss() {
        return lastLoss;
    }

    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(this::ready);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The swarm's selector is broken", e);
        } finally {
            hangUp();
        }
    }

    private void ready(SelectionKey key) {
        ((SwarmSocket) key.attachment()).ready(buffer);
    }

    private void hangUp() {
        List.copyOf(selector.keys()).forEach(key -> ((SwarmSocket) key.attachment()).hangUp());
    }

    /** The ports of one source address end at some 28,000, and those of closed sockets rest for a minute. */
    static InetSocketAddress source(int number) {
        return new InetSocketAddress("127.0.0." + (2 + number % SOURCES), 0);
    }

    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    void wake() {
        selector.wakeup();
    }

    void pinged() {
        pings.incrementAndGet();
    }

    void lost(SwarmSocket socket, String reason) {
        lost.incrementAndGet();
        lastLoss = reason;
        listener.lost(socket, reason);
    }

    InetSocketAddress server() {
        return server;
    }

    byte[] upgrade() {
        return upgrade;
    }

    String auth(int number) {
        return auth.apply(number);
    }

    SwarmListener listener() {
        return listener;
    }

    Frames frame() {
        return frame;
    }

    Text packet() {
        return packet;
    }
}
