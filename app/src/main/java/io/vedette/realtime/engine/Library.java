package io.vedette.realtime.engine;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.HandshakeData;
import com.corundumstudio.socketio.ack.AckManager;
import com.corundumstudio.socketio.handler.ClientsBox;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.store.MemoryStore;
import com.corundumstudio.socketio.store.MemoryStoreFactory;
import com.corundumstudio.socketio.store.Store;
import com.corundumstudio.socketio.store.StoreFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What of netty-socketio all sessions share: their registry, the namespaces, and the acknowledgements awaited. */
public final class Library {
    /** Sessions keep nothing of their handshake: at ten thousand of them every header would count. */
    static final HandshakeData NO_DATA = new HandshakeData(
            EmptyHttpHeaders.INSTANCE, Map.of(), new InetSocketAddress(0), new InetSocketAddress(0), "", false);

    static final Map<String, List<String>> VERSION_4 =
            Map.of(EngineIOVersion.EIO, List.of(EngineIOVersion.V4.getValue()));

    final Configuration configuration = new Configuration();
    final ClientsBox sessions = new ClientsBox();
    final NamespacesHub namespaces = new NamespacesHub(configuration);
    final StoreFactory stores = new OneStore();
    final Deadlines deadlines = new Deadlines();
    final AckManager acknowledgements = new AckManager(deadlines);

    public NamespacesHub namespaces() {
        return namespaces;
    }

    public AckManager acknowledgements() {
        return acknowledgements;
    }

    /** Nothing is stored per session, so one store does for all. */
    private static final class OneStore extends MemoryStoreFactory {
        private final Store empty = new MemoryStore();

        @Override
        public Store createStore(UUID sessionId) {
            return empty;
        }
    }
}
