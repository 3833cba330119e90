package io.vedette.testing.faults;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Very many peers of one server, on one thread, from as many addresses as the limits make necessary. */
public final class Swarm implements AutoCloseable {
    public static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    public static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private static final String UPGRADE = String.join(
            "\r\n",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "");

    private static final int LITTLE = 1024;
    private static final int AT_ONCE = 50;
    private static final int MOST_TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("swarm", true), NioIoHandler.newFactory());
    private final Bootstrap bootstrap = new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            // What the swarm itself reads need not be watched for leaks.
            .option(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false, true))
            .option(ChannelOption.TCP_NODELAY, true);
    private final InetSocketAddress server;
    private final AtomicInteger opened = new AtomicInteger();
    private volatile int addresses = 1;

    public Swarm(URI server) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
    }

    /** From now on the peers come from so many addresses, one after the other. */
    public Swarm from(int sources) {
        addresses = sources;
        return this;
    }

    /** Connects, and says no more than that. */
    public Peer open(String words) {
        return open(new Peer(words, null));
    }

    /** A websocket that doesn't connect to a namespace. */
    public Peer websocket() {
        return open(upgrade(WEBSOCKET));
    }

    /** A client that connects with that token, and answers pings. */
    public Peer client(String token) {
        return open(new Peer(upgrade(WEBSOCKET), token));
    }

    /** One for whom little is on its way at any time, so that soon nothing is when it stops reading. */
    public Peer narrow(String token) {
        Bootstrap narrow = bootstrap
                .clone()
                .option(ChannelOption.SO_RCVBUF, LITTLE)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LITTLE));
        return open(new Peer(upgrade(WEBSOCKET), token), narrow);
    }

    /** So many clients; all are connected by then. */
    public List<Peer> clients(int count, IntFunction<String> tokens) {
        return all(count, number -> connected(tokens.apply(number)));
    }

    /** A client that is connected; a server that just wakes up may send some away for now. */
    public Peer connected(String token) {
        Peer client = client(token);
        for (int tries = 1; tries < MOST_TRIES && isSentAway(client); tries++) {
            client = client(token);
        }
        return client.connected();
    }

    private static boolean isSentAway(Peer client) {
        CompletableFuture.anyOf(client.connecting().exceptionally(_ -> client), client.end())
                .join();
        return client.connecting().isCompletedExceptionally() || client.hasEnded();
    }

    /** One whole request on a connection of its own, and what was answered until the server closed it. */
    public CompletableFuture<String> ask(String request) {
        Peer peer = open(request);
        return peer.end().thenApply(_ -> peer.answer());
    }

    /** Does something so many times, of which many at the same time. */
    public static <T> List<T> all(int count, IntFunction<T> one) {
        Semaphore free = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> under = IntStream.range(0, count)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> {
                                free.acquireUninterruptibly();
                                try {
                                    return one.apply(number);
                                } finally {
                                    free.release();
                                }
                            },
                            threads))
                    .toList();
            return under.stream()
                    .map(each -> each.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .join())
                    .toList();
        }
    }

    public static String get(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
    }

    public static String post(String path, String body) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body);
    }

    /** With further header lines, each ended. */
    public static String upgrade(String path, String... headers) {
        return "GET %s HTTP/1.1\r\n%s%s\r\n".formatted(path, UPGRADE, String.join("", headers));
    }

    void later(Runnable what, Duration delay) {
        var _ = loop.schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Peer open(Peer peer) {
        return open(peer, bootstrap.clone());
    }

    private Peer open(Peer peer, Bootstrap with) {
        ChannelFuture connecting = with.handler(peer).connect(server, source());
        var _ = connecting.addListener(done -> {
            if (!done.isSuccess()) {
                peer.neverOpened(done.cause());
            }
        });
        return peer;
    }

    private InetSocketAddress source() {
        int number = opened.getAndIncrement() % addresses;
        return new InetSocketAddress(InetAddress.ofLiteral("127.1.%d.%d".formatted(number / 250, 1 + number % 250)), 0);
    }
}
