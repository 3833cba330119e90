package io.vedette.shape.bad;

import com.corundumstudio.socketio.SocketIOClient;

public final class UsesSocketLibrary {
    private UsesSocketLibrary() {}

    static void tell(SocketIOClient client) {
        client.disconnect();
    }
}
