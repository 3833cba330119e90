package io.vedette.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A network between a client and a server on this machine, which a test may slow down, cut or make swallow everything. */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 16_384;

    private final ServerSocket listener;
    private volatile InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean swallowing;
    private volatile Duration delay = Duration.ZERO;

    private TcpProxy(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    public static TcpProxy to(String host, int port) {
        try {
            TcpProxy proxy = new TcpProxy(
                    new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), new InetSocketAddress(host, port));
            Thread.ofVirtual().name("proxy-accept").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The server is elsewhere from now on, as after a fail-over. */
    public void retarget(int port) {
        target = new InetSocketAddress(target.getHostString(), port);
    }

    /** How many connections are open now, counted at the client's side and at the server's. */
    public int openSockets() {
        return sockets.size();
    }

    /** Resets every connection; new ones go through. */
    public void cut() {
        sockets.forEach(TcpProxy::reset);
    }

    /** Each piece of bytes arrives this much later. */
    public void delay(Duration each) {
        delay = each;
    }

    /** Connections are accepted and stay open, and no byte passes until {@link #heal()}. */
    public void blackhole() {
        swallow(true);
    }

    public void heal() {
        swallow(false);
    }

    /** The clients are told that the server will send no more, while theirs still arrives there. */
    public void halfClose() {
        sockets.stream().filter(socket -> socket.getLocalPort() == port()).forEach(TcpProxy::endOutput);
    }

    @Override
    public void close() {
        quietly(listener::close);
        heal();
        cut();
    }

    private void swallow(boolean now) {
        lock.lock();
        try {
            swallowing = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = track(listener.accept());
                Thread.ofVirtual().name("proxy-connect").start(() -> join(client));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void join(Socket client) {
        Socket server = track(new Socket());
        try {
            awaitHealed();
            server.connect(target);
        } catch (IOException e) {
            reset(client);
            sockets.remove(client);
            sockets.remove(server);
            return;
        }
        Thread.ofVirtual().name("proxy-out").start(() -> pump(client, server));
        Thread.ofVirtual().name("proxy-in").start(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from) {
            OutputStream out = to.getOutputStream();
            for (int length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                if (delay.isPositive()) {
                    awaitChange(delay);
                }
                awaitHealed();
                out.write(buffer, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(to);
        } finally {
            sockets.remove(from);
        }
    }

    private void awaitHealed() {
        lock.lock();
        try {
            while (swallowing) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitChange(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private Socket track(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private static void reset(Socket socket) {
        quietly(() -> {
            try {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                // Closed already.
            }
            socket.close();
        });
    }

    private static void endOutput(Socket socket) {
        quietly(socket::shutdownOutput);
    }

    private static void quietly(Closing action) {
        try {
            action.run();
        } catch (IOException e) {
            // What is closed already needs no closing.
        }
    }

    /** Something that ends a connection. */
    private interface Closing {
        void run() throws IOException;
    }
}
